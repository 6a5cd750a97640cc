// Runs before the first paint: puts the reader's choice of light or dark on the root element.
"use strict";
(function () {
  try {
    var chosen = localStorage.getItem("docgen-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) { /* storage is refused: the system's preference stands */ }
  document.documentElement.classList.add("js");
})();
