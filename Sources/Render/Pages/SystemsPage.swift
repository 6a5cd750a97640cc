import Model
import Quantities
import Systems

extension PageType {
  /// The simulated systems: what each is made of, asks for and answers.
  static let systems = PageType(.systems) { site in
    let language = site.language
    var body: HTML = "<ul class=\"index\">"
    for system in site.systems {
      body += """
        <li><a href="#\(system.name)">\(language(system.label))</a> <code>\(system.name)</code></li>

        """
    }
    body.raw("</ul>\n")
    for system in site.systems {
      body += """
        <section><h2 id="\(system.name)">\(language(system.label)) <code>\(system.name)</code></h2>
        \(site.paragraphs(language(system.documentation)))
        """
      if !system.mechanisms.isEmpty {
        body += "<h3>\(language(.mechanisms))</h3><ul>"
        for mechanism in system.mechanisms {
          body += """
            <li>\(language.lead(mechanism.label))<code>\(mechanism.formula)</code> \
            <span class="muted"\(site.inEnglish)>\(site.code(in: mechanism.source))</span></li>

            """
        }
        body.raw("</ul>\n")
      }
      body += "<h3>\(language(.parameters))</h3>" + site.parameterTable(system)
      body += "<h3>\(language(.answers))</h3><ul>"
      for output in system.outputs {
        body += """
          <li><code>\(output.name)</code> \(language.lead(output.label))\
          \(site.code(in: language(output.documentation))) \
          <span class="muted">\(language(output.measure.described))</span></li>

          """
      }
      body.raw("</ul></section>\n")
    }
    let contents = site.systems.map {
      Surroundings.Contents(level: 2, title: language($0.label), anchor: $0.name)
    }
    return site.listing(.systems, contents: contents, body)
  }
}

extension Site {
  /// The attribute of what is in English whatever the language of the interface.
  var inEnglish: HTML { language == .en ? HTML() : " lang=\"en\"" }

  /// Running text as paragraphs, code between backquotes.
  fileprivate func paragraphs(_ text: String) -> HTML {
    var html = HTML()
    var paragraph = ""
    func flush(_ html: inout HTML) {
      if !paragraph.isEmpty { html += "<p>\(code(in: paragraph))</p>\n" }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        flush(&html)
      } else {
        let joins =
          paragraph.isEmpty
          || isHan(paragraph.unicodeScalars.last) && isHan(line.unicodeScalars.first)
        paragraph += joins ? String(line) : " " + line
      }
    }
    flush(&html)
    return html
  }

  /// Whether a line break at the character is no space.
  private func isHan(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
      ?? false
  }

  fileprivate func parameterTable(_ system: SystemDefinition) -> HTML {
    var html: HTML = """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.parameter)) \
      \(system.name)"><table class="stacked plain"><thead><tr><th scope="col">\(language(.parameter))</th>\
      <th scope="col">\(language(.meaning))</th><th scope="col">\(language(.value))</th></tr>\
      </thead><tbody>

      """
    for parameter in system.parameters {
      html += """
        <tr><th scope="row"><code>\(parameter.name)</code><br>\(language(parameter.label))</th>\
        <td>\(code(in: language(parameter.documentation)))\
        \(code(in: parameter.reading.map { " " + language($0.described) } ?? ""))</td><td>\(presence(parameter))</td></tr>

        """
    }
    html.raw("</tbody></table></div>\n")
    return html
  }

  private func presence(_ parameter: Parameter) -> HTML {
    let example = translated(parameter.example, language)
    switch (parameter.presence, language) {
    case (.required, .zh): return "必填，例如 <code>\(example)</code>"
    case (.required, .en): return "required, such as <code>\(example)</code>"
    case (.optional, .zh): return "可省略，例如 <code>\(example)</code>"
    case (.optional, .en): return "optional, such as <code>\(example)</code>"
    case (.standard(let value, let source), .zh):
      return "默认 <code>\(value)</code>（<span lang=\"en\">\(code(in: source))</span>）"
    case (.standard(let value, let source), .en):
      return "default <code>\(translated(value, language))</code> (\(code(in: source)))"
    }
  }
}
