/* Runs only in browsers without modules, so it is written in the JavaScript of 2010: says kindly that the game needs a newer browser. */
(function () {
  document.getElementById("boot").hidden = true;
  document.getElementById("old").hidden = false;
})();
