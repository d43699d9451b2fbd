/** A file that an answer of the JSON API carries (base64), given to the person. Nothing else is done here. */

/** @param {string} name @param {string} content base64 */
export function download(name, content) {
  const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
