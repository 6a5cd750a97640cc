// What a page can do with JavaScript that it does not need: everything here is an extra.
"use strict";
(function () {
  var root = document.documentElement;

  // Light and dark.
  var button = document.querySelector("button.theme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("docgen-theme", root.dataset.theme); } catch (error) { /* refused */ }
    });
  }

  // The slash key goes to the search field.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    var target = event.target;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return;
    var field = document.getElementById("query") || document.querySelector(".find input");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // On a phone the navigation stands at the end of the page; here it opens in place.
  var menu = document.querySelector("a.menu");
  var nav = document.getElementById("Nav");
  if (menu && nav) {
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-expanded", "false");
    menu.setAttribute("aria-controls", "Nav");
    var toggle = function (open) {
      nav.classList.toggle("open", open);
      menu.setAttribute("aria-expanded", String(open));
    };
    menu.addEventListener("click", function (event) {
      event.preventDefault();
      toggle(!nav.classList.contains("open"));
      var first = nav.querySelector("a");
      if (nav.classList.contains("open") && first) first.focus();
    });
    var close = nav.querySelector(".close");
    if (close) close.addEventListener("click", function () { toggle(false); });
    menu.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); menu.click(); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && nav.classList.contains("open")) { toggle(false); menu.focus(); }
    });
  }

  // On a phone a diagram is read as the list under it; the drawing can still be scrolled.
  if (matchMedia("(max-width: 40rem)").matches) {
    document.querySelectorAll(".plate > figure + details").forEach(function (list) { list.open = true; });
  }

  // The heading being read is marked in the page's contents: the last one that has come up to the top.
  var toc = document.querySelector(".toc");
  var links = Array.from(document.querySelectorAll(".toc a[href^='#']"));
  var read = links.map(function (link) {
    return { link: link, heading: document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1))) };
  }).filter(function (entry) { return entry.heading; });
  if (read.length) {
    if (links.length > 24) toc.classList.add("spied");
    var current = null, waiting = false;
    var mark = function () {
      waiting = false;
      var low = 0, high = read.length, limit = Math.min(window.innerHeight / 3, 128);
      while (low < high) {
        var middle = (low + high) >> 1;
        if (read[middle].heading.getBoundingClientRect().top <= limit) low = middle + 1; else high = middle;
      }
      var found = low > 0 ? read[low - 1].link : null;
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      if (found) {
        found.setAttribute("aria-current", "true");
        var box = found.getBoundingClientRect(), frame = toc.getBoundingClientRect();
        if (toc.scrollHeight > toc.clientHeight && (box.top < frame.top || box.bottom > frame.bottom)) {
          toc.scrollTop += box.top - frame.top - frame.height / 2;
        }
      }
      current = found;
    };
    var later = function () {
      if (!waiting) { waiting = true; requestAnimationFrame(mark); }
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    mark();
  }
})();
