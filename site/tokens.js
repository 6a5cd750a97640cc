// Cuts text into the tokens of the search index: the same rule as Sources/Render/Search/Tokens.swift,
// held to it by shared vectors. A word is folded to lower case; text in scripts without spaces
// (Han, Kana, Hangul) becomes overlapping pairs, and the last character of a run stands alone too.
"use strict";
var docgenTokens = (function () {
  var longestWord = 40;

  function isUnspaced(c) {
    return (c >= 0x3040 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF)
      || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF)
      || (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x31F0 && c <= 0x31FF)
      || (c >= 0x20000 && c <= 0x323AF);
  }

  function fold(c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c === 0xB5) c = 0x3BC;
    if ((c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F)) return "";
    var text = String.fromCodePoint(c);
    if (c < 0x80) return /[0-9A-Za-z]/.test(text) ? text.toLowerCase() : "";
    return /[\p{Alphabetic}\p{Nd}]/u.test(text) ? text.toLowerCase() : "";
  }

  function isDigit(text) { return text !== undefined && text >= "0" && text <= "9" && text.length === 1; }

  // Each token is {text, kind}, where kind is "pair", "single" or "word".
  function cut(text) {
    var found = [], word = "", length = 0, previous = "";
    var characters = Array.from(text);
    function endWord() { if (word) found.push({ text: word, kind: "word" }); word = ""; length = 0; }
    function endRun() { if (previous) found.push({ text: previous, kind: "single" }); previous = ""; }
    for (var i = 0; i < characters.length; i++) {
      var character = characters[i], c = character.codePointAt(0);
      if (isUnspaced(c)) {
        endWord();
        if (previous) found.push({ text: previous + character, kind: "pair" });
        previous = character;
        continue;
      }
      var folded = fold(c);
      if (folded) {
        endRun();
        Array.from(folded).forEach(function (part) {
          if (length < longestWord) word += part;
          length += 1;
        });
        continue;
      }
      if (character === "." && word && isDigit(word[word.length - 1]) && isDigit(characters[i + 1])
        && length < longestWord) {
        word += ".";
        length += 1;
        continue;
      }
      endWord();
      endRun();
    }
    endWord();
    endRun();
    return found;
  }

  // The shard that holds a token, or all tokens that begin with it.
  function shard(token, count) {
    var hash = 2166136261, characters = Array.from(token.text);
    var used = token.kind === "word" ? 2 : 1;
    for (var i = 0; i < used && i < characters.length; i++) {
      hash = Math.imul(hash ^ characters[i].codePointAt(0), 16777619) >>> 0;
    }
    return hash % count;
  }

  // Text as it is compared: full-width forms and case folded, length kept.
  function normal(text) {
    var folded = text.replace(/[\uFF01-\uFF5E]/g, function (character) {
      return String.fromCharCode(character.charCodeAt(0) - 0xFEE0);
    }).replace(/\u00B5/g, "\u03BC");
    var lower = folded.toLowerCase();
    return lower.length === folded.length ? lower : folded;
  }

  return { cut: cut, shard: shard, normal: normal };
})();
if (typeof module !== "undefined") module.exports = docgenTokens;
