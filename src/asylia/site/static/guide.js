// Leaves the guide at once: by its link, or by three presses of Shift within five seconds. Works only beside the link,
// which does the same without this script. Stores nothing, sends no word of what is on the page.
"use strict";
(() => {
  const link = document.getElementById("leave");
  if (!link) return;

  const leave = () => {
    const cover = document.createElement("div");
    cover.className = "gcover";
    document.body.append(cover);
    document.title = "…";
    for (const form of document.forms) form.reset();
    // The answer tells the browser to forget the pages before this one. Nobody waits for it: without an answer, or in a
    // browser without beacons, the page is still left.
    navigator.sendBeacon?.(link.href);
    window.location.replace(link.dataset.to); // takes the place of this page in the history
  };

  for (const one of document.links) {
    if (one.href !== link.href) continue; // the second skip link leaves too
    one.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      leave();
    });
  }

  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = [...presses.filter((at) => now - at < 5000), now];
    if (presses.length === 3) leave();
  });
})();
