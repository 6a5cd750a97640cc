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

  // The sections that hold a token by its shard's text, or those of all tokens that begin with it.
  function postings(token, prefix) {
    var text = shards.get(shardOf(token, index.shards)) || "";
    var found = new Map();
    var from = 0, needle = "\n" + token.text;
    while (true) {
      var at = text.indexOf(needle, from);
      if (at < 0) break;
      var space = text.indexOf(" ", at), end = text.indexOf("\n", at + 1);
      var exact = space - at === needle.length;
      if (exact || prefix) decode(text, space + 1, end, exact || token.kind !== "word" ? 1 : 0.5, found);
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

  function decode(text, from, to, factor, found) {
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

  // The page that holds a section. Pages are listed by the number of their first.
  function pageOf(section) {
    var low = 0, high = index.entries.length;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (index.entries[middle][4] <= section) low = middle; else high = middle;
    }
    return low;
  }

  // The sections that hold all tokens of a term, with how prominently.
  function sectionsOf(term) {
    var scores = null, tokens = cut(term);
    var pairs = tokens.some(function (token) { return token.kind === "pair"; });
    tokens.forEach(function (token, position) {
      if (token.kind === "single" && pairs && position > 0 && tokens[position - 1].kind === "pair") return;
      var prefix = token.kind === "single" || (token.kind === "word" && token.text.length > 1);
      var found = postings(token, prefix), rarity = Math.log(1 + index.sections / (1 + found.size));
      var next = new Map();
      found.forEach(function (weight, section) {
        if (scores === null || scores.has(section)) {
          next.set(section, (scores === null ? 0 : scores.get(section)) + weight * (0.3 + rarity));
        }
      });
      scores = next;
    });
    return scores || new Map();
  }

  // The longest beginning of a word, of four letters at least, that some word of the site has.
  function shortened(term) {
    var tokens = cut(term);
    if (tokens.length !== 1 || tokens[0].kind !== "word") return term;
    for (var length = tokens[0].text.length - 1; length >= 4; length--) {
      var beginning = tokens[0].text.slice(0, length);
      if (sectionsOf(beginning).size) return beginning;
    }
    return term;
  }

  // Pages by how many of the terms they hold and how prominently, each with its sections.
  function candidates(terms) {
    var pages = new Map();
    terms.forEach(function (term, number) {
      sectionsOf(term).forEach(function (weight, section) {
        var at = pageOf(section), page = pages.get(at);
        if (!page) pages.set(at, page = { entry: at, held: new Set(), sections: new Map(), rank: 0 });
        page.held.add(number);
        var known = page.sections.get(section) || { count: 0, weight: 0 };
        known.count += 1;
        known.weight += weight;
        page.sections.set(section, known);
      });
    });
    pages.forEach(function (page) {
      page.sections.forEach(function (section) {
        page.rank = Math.max(page.rank, section.weight * Math.pow(section.count / terms.length, 2));
      });
    });
    return Array.from(pages.values()).sort(function (a, b) {
      return b.held.size - a.held.size || b.rank - a.rank || a.entry - b.entry;
    });
  }

  // The places of a page that show the terms, best first; null when its text lacks one that is needed.
  function places(page, terms, all) {
    var entry = index.entries[page.entry], bundle = bundles.get(entry[3]);
    var sections = bundle && bundle[page.entry], title = normal(entry[0]);
    if (!sections) return [{ slug: "", heading: "", text: "", score: 0, path: [] }];
    var found = [], missing = new Set(terms.filter(function (term) { return title.indexOf(term) < 0; }));
    var inTitle = terms.length - missing.size;
    sections.forEach(function (section, number) {
      var known = page.sections.get(entry[4] + number);
      if (!known) return;
      var heading = normal(section[1]), text = normal(section[2]), score = 0;
      terms.forEach(function (term) {
        var inside = 0;
        if (text.indexOf(term) >= 0) inside = 1;
        if (heading.indexOf(term) >= 0) inside = 1.5;
        if (inside) missing.delete(term);
        score += inside;
      });
      if (score) {
        found.push({
          slug: section[0], heading: section[1], text: section[2], path: above(sections, number, title),
          score: score + known.weight / 1000
        });
      }
    });
    if (missing.size && (all || (missing.size === terms.length))) return null;
    found.sort(function (a, b) { return b.score - a.score; });
    if (inTitle === terms.length || !found.length) {
      found.unshift({ slug: "", heading: "", text: sections[0] ? sections[0][2] : "", score: 99, path: [] });
    }
    return found;
  }

  // The headings that a section stands under, the outermost first, without the page's own title.
  function above(sections, number, title) {
    var path = [], level = sections[number][3];
    for (var i = number - 1; i >= 0 && level > 1; i--) {
      if (sections[i][3] > 0 && sections[i][3] < level) {
        level = sections[i][3];
        if (normal(sections[i][1]) !== title) path.unshift(sections[i][1]);
      }
    }
    return path;
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

  function address(entry, place) {
    if (!place.slug) return root + entry[1];
    return root + entry[1].split("#")[0] + "#" + encodeURIComponent(place.slug);
  }

  function linked(parent, entry, place, terms) {
    var link = document.createElement("a");
    link.href = address(entry, place);
    marked(link, place.path.concat(place.heading || entry[0]).join(" › "), terms);
    parent.append(link);
  }

  function show(results, total, terms, query, remark) {
    list.replaceChildren();
    results.forEach(function (result) {
      var entry = index.entries[result.entry], item = document.createElement("li");
      var first = result.places[0], heading = document.createElement("h2");
      linked(heading, entry, first, terms);
      item.append(heading);
      var trail = document.createElement("p");
      trail.className = "trail";
      trail.textContent = [entry[2], first.heading ? entry[0] : ""].filter(Boolean).join(" / ");
      if (trail.textContent) item.append(trail);
      if (first.text) {
        var text = document.createElement("p");
        marked(text, excerpt(first.text, terms), terms);
        item.append(text);
      }
      var others = result.places.slice(1, 3);
      if (others.length) {
        var more = document.createElement("ul");
        others.forEach(function (place) {
          var line = document.createElement("li"), words = document.createElement("p");
          linked(line, entry, place, terms);
          marked(words, excerpt(place.text, terms), terms);
          line.append(words);
          more.append(line);
        });
        if (result.places.length > 3) {
          var rest = document.createElement("li");
          rest.className = "muted";
          rest.textContent = status.dataset.more.replace("#", result.places.length - 3);
          more.append(rest);
        }
        item.append(more);
      }
      list.append(item);
    });
    status.textContent = remark + (total
      ? total + " " + (total === 1 ? status.dataset.one : status.dataset.count)
      : status.dataset.none + "“" + query + "”");
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
    var terms = normal(query).split(/\s+/).filter(function (term) { return cut(term).length; });
    var needed = new Set(), remark = "";
    terms.forEach(function (term) {
      cut(term).forEach(function (token) { needed.add(shardOf(token, index.shards)); });
    });
    await Promise.all(Array.from(needed, function (number) { return load("shard-" + number); }));
    if (turn !== latest) return;
    terms = terms.map(function (term) {
      var other = sectionsOf(term).size ? term : shortened(term);
      if (other !== term) remark += status.dataset.shortened + "“" + other + "…”. ";
      return other;
    });
    var found = candidates(terms);
    var all = found.length > 0 && found[0].held.size === terms.length;
    if (all) found = found.filter(function (page) { return page.held.size === terms.length; });
    var results = await read(found.slice(0, 24), terms, all);
    if (turn !== latest) return;
    // The words are there, but none of these pages has them as they were typed.
    if (all && !results.length && terms.length > 1) {
      all = false;
      results = await read(found.slice(0, 24), terms, all);
      if (turn !== latest) return;
    }
    var total = results.length < Math.min(24, found.length) ? results.length : found.length;
    if (!all && results.length) remark += status.dataset.partly;
    show(results, total, terms, query, remark);
  }

  // Loads the texts of pages and finds the places in them, the best first.
  async function read(pages, terms, all) {
    var texts = new Set(pages.map(function (page) { return index.entries[page.entry][3]; }));
    texts.delete(-1);
    await Promise.all(Array.from(texts, function (number) { return load("text-" + number); }));
    var results = [];
    pages.forEach(function (page) {
      var found = places(page, terms, all);
      if (found) results.push({ entry: page.entry, places: found, rank: page.rank + found[0].score });
    });
    return results.sort(function (a, b) { return b.rank - a.rank || a.entry - b.entry; });
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
  // The arrow keys walk through the results.
  document.addEventListener("keydown", function (event) {
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    if (!step || !links.length || (at < 0 && document.activeElement !== field)) return;
    event.preventDefault();
    (links[at + step] || (at + step < 0 ? field : links[links.length - 1])).focus();
  });
  field.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
  if (!field.value) field.focus({ preventScroll: true });
})();
