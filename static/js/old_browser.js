/* Runs only in browsers without modules, so it is written in the JavaScript of 2010: says kindly that the game needs a newer browser. */
(function () {
  var boot = document.getElementById("boot");
  var old = document.getElementById("old");
  if (boot && old) {
    boot.className = "boot is-old";
    old.hidden = false;
  }
})();
