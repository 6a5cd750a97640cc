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
    menu.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); menu.click(); }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && nav.classList.contains("open")) { toggle(false); menu.focus(); }
    });
  }

  // The heading being read is marked in the page's contents.
  var links = Array.from(document.querySelectorAll(".toc a[href^='#']"));
  if (links.length && "IntersectionObserver" in window) {
    var byId = new Map(links.map(function (link) {
      return [decodeURIComponent(link.getAttribute("href").slice(1)), link];
    }));
    var seen = new Set();
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) seen.add(entry.target.id); else seen.delete(entry.target.id);
      });
      var current = Array.from(byId.keys()).find(function (id) { return seen.has(id); });
      if (!current) return;
      links.forEach(function (link) { link.removeAttribute("aria-current"); });
      byId.get(current).setAttribute("aria-current", "true");
    }, { rootMargin: "0px 0px -60% 0px" });
    byId.forEach(function (link, id) {
      var heading = document.getElementById(id);
      if (heading) observer.observe(heading);
    });
  }
})();
