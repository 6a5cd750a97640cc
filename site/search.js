// Search over the index that was published with the site. Parts of the index are scripts that hand
// over their data, so that it works from a folder (file:) as well as from a server.
"use strict";
(function () {
  var cut = docgenTokens.cut, shardOf = docgenTokens.shard, normal = docgenTokens.normal;
  var weights = [1, 1.4, 1.8, 2.2, 5, 6, 12, 13];
  var field = document.getElementById("query"), list = document.getElementById("search-results");
  var status = document.getElementById("search-status"), fallback = document.getElementById("search-fallback");
  var root = document.body.dataset.root || "", shared = document.body.dataset.shared || "";
  var index = null, shards = new Map(), bundles = new Map(), loading = new Map();

  function take(part) {
    if (part[0] === "index") index = part[1];
    if (part[0] === "shard") shards.set(part[1], part[2]);
    if (part[0] === "text") bundles.set(part[1], part[2]);
  }
  var queue = window.docgenSearch || [];
  queue.forEach(take);
  window.docgenSearch = { push: take };

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise(function (done) {
        var script = document.createElement("script");
        script.src = shared + "search/" + name + ".js";
        script.onload = script.onerror = function () { done(); };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  // The postings of a token in its shard's text, or of all tokens that begin with it.
  function postings(token, prefix) {
    var text = shards.get(shardOf(token, index.shards)) || "";
    var found = new Map();
    var from = 0, needle = "\n" + token.text;
    while (true) {
      var at = text.indexOf(needle, from);
      if (at < 0) break;
      var space = text.indexOf(" ", at), end = text.indexOf("\n", at + 1);
      var exact = space - at === needle.length;
      if (exact || prefix) read(text, space + 1, end, exact || token.kind !== "word" ? 1 : 0.5, found);
      if (exact && !prefix) break;
      from = end;
    }
    return found;
  }

  function digit(code) {
    if (code < 58 && code !== 45) return code - 48;
    if (code === 45) return 62;
    if (code < 91) return code - 55;
    if (code === 95) return 63;
    return code - 61;
  }

  function read(text, from, to, factor, found) {
    var entry = 0, value = 0, shift = 0;
    for (var i = from; i < to; i++) {
      var d = digit(text.charCodeAt(i));
      value += (d & 31) * Math.pow(2, shift);
      if (d >= 32) { shift += 5; continue; }
      entry += Math.floor(value / 8);
      found.set(entry, Math.max(found.get(entry) || 0, weights[value % 8] * factor));
      value = 0;
      shift = 0;
    }
  }

  // Entries that hold every term, best first.
  function candidates(terms) {
    var scores = null;
    terms.forEach(function (term) {
      var tokens = cut(term), pairs = tokens.some(function (token) { return token.kind === "pair"; });
      tokens.forEach(function (token, position) {
        if (token.kind === "single" && pairs && position > 0 && tokens[position - 1].kind === "pair") return;
        var prefix = token.kind === "single" || (token.kind === "word" && token.text.length > 1);
        var found = postings(token, prefix), rarity = Math.log(1 + index.entries.length / (1 + found.size));
        var next = new Map();
        found.forEach(function (weight, entry) {
          if (scores === null || scores.has(entry)) {
            next.set(entry, (scores === null ? 0 : scores.get(entry)) + weight * (0.3 + rarity));
          }
        });
        scores = next;
      });
    });
    return Array.from(scores || []).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
  }

  // The section of an entry that shows the terms best, null when its text lacks one of them.
  function best(entry, terms) {
    var bundle = bundles.get(index.entries[entry][3]);
    var sections = bundle && bundle[entry];
    var title = normal(index.entries[entry][0]);
    if (!sections) return { slug: "", heading: "", text: "", score: 0 };
    var chosen = null, missing = new Set(terms);
    sections.forEach(function (section) {
      var heading = normal(section[1]), text = normal(section[2]), score = 0;
      terms.forEach(function (term) {
        var inside = false;
        if (heading.indexOf(term) >= 0) { score += 3; inside = true; }
        if (text.indexOf(term) >= 0) { score += 1; inside = true; }
        if (inside || title.indexOf(term) >= 0) missing.delete(term);
      });
      if (score && (!chosen || score > chosen.score)) {
        chosen = { slug: section[0], heading: section[1], text: section[2], score: score };
      }
    });
    if (missing.size) return null;
    return chosen || { slug: "", heading: "", text: sections[0] ? sections[0][2] : "", score: 0 };
  }

  function marked(parent, text, terms) {
    var folded = normal(text), at = 0;
    while (at < text.length) {
      var next = -1, length = 0;
      terms.forEach(function (term) {
        var place = folded.indexOf(term, at);
        if (place >= 0 && (next < 0 || place < next)) { next = place; length = term.length; }
      });
      if (next < 0) break;
      parent.append(text.slice(at, next));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      parent.append(mark);
      at = next + length;
    }
    parent.append(text.slice(at));
  }

  function excerpt(text, terms) {
    var folded = normal(text), first = -1;
    terms.forEach(function (term) {
      var place = folded.indexOf(term);
      if (place >= 0 && (first < 0 || place < first)) first = place;
    });
    var from = Math.max(0, first - 40);
    return (from > 0 ? "…" : "") + text.slice(from, from + 150) + (text.length > from + 150 ? "…" : "");
  }

  function show(results, total, terms, query) {
    list.replaceChildren();
    results.forEach(function (result) {
      var entry = index.entries[result.entry], item = document.createElement("li");
      var heading = document.createElement("h2"), link = document.createElement("a");
      link.href = root + entry[1] + (result.slug ? "#" + encodeURIComponent(result.slug) : "");
      marked(link, result.heading || entry[0], terms);
      heading.append(link);
      item.append(heading);
      var trail = document.createElement("p");
      trail.className = "trail";
      trail.textContent = [entry[2], result.heading ? entry[0] : ""].filter(Boolean).join(" / ");
      if (trail.textContent) item.append(trail);
      if (result.text) {
        var text = document.createElement("p");
        marked(text, excerpt(result.text, terms), terms);
        item.append(text);
      }
      list.append(item);
    });
    status.textContent = total
      ? total + " " + status.dataset.count : status.dataset.none + "“" + query + "”";
  }

  var latest = 0;
  async function search() {
    var query = field.value.trim(), turn = ++latest;
    fallback.hidden = query !== "";
    if (!query || !index) {
      list.replaceChildren();
      status.textContent = status.dataset.hint;
      return;
    }
    status.textContent = status.dataset.wait;
    var terms = normal(query).split(/\s+/).filter(Boolean);
    var needed = new Set();
    terms.forEach(function (term) {
      cut(term).forEach(function (token) { needed.add(shardOf(token, index.shards)); });
    });
    await Promise.all(Array.from(needed, function (number) { return load("shard-" + number); }));
    if (turn !== latest) return;
    var found = candidates(terms), head = found.slice(0, 24);
    var texts = new Set(head.map(function (pair) { return index.entries[pair[0]][3]; }));
    texts.delete(-1);
    await Promise.all(Array.from(texts, function (number) { return load("text-" + number); }));
    if (turn !== latest) return;
    var results = [], dropped = 0;
    head.forEach(function (pair) {
      var section = best(pair[0], terms);
      if (!section) { dropped += 1; return; }
      section.entry = pair[0];
      section.rank = pair[1] + section.score;
      results.push(section);
    });
    results.sort(function (a, b) { return b.rank - a.rank || a.entry - b.entry; });
    show(results, found.length - dropped, terms, query);
  }

  var timer = 0;
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      try {
        history.replaceState(null, "", field.value ? "?q=" + encodeURIComponent(field.value) : location.pathname);
      } catch (error) { /* a folder's address cannot be changed */ }
      search();
    }, 120);
  });
  field.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
  if (!field.value) field.focus({ preventScroll: true });
})();
