import Model
import Quantities

extension Site {
  /// What an author can do about claims of a verdict, in a paragraph; nothing for those that need
  /// nothing done.
  ///
  /// - Parameter rule: the kind of finding that an acceptance names, where it is known.
  func advice(on verdict: Verdict, rule: String = "RULE") -> HTML {
    let text: HTML
    switch (verdict, language) {
    case (.fails, .zh):
      text = """
        怎么办：数字写错了，就改数字；依据的文字或假设错了，就改那一处、写明来源，再运行 \
        <code>docgen verify --update</code>；有意保留，就在该段之前写 \
        <code>&lt;!-- docgen-accept \(rule): 理由 --&gt;</code>\(rule == "RULE" ? "，RULE 是“问题”页上的名称" : "")。
        """
    case (.fails, .en):
      text = """
        What to do: correct the figure; or, where what it rests on is wrong, correct that, give its \
        source, and run <code>docgen verify --update</code>; or keep it and say why, with \
        <code>&lt;!-- docgen-accept \(rule): reason --&gt;</code> before the \
        paragraph\(rule == "RULE" ? ", RULE being the name under Findings" : "").
        """
    case (.unchecked, .zh):
      text = """
        要给它们依据：写出能算出它的另一个数字，或在旁边写一个场景，<code>docgen systems</code> \
        列出可以仿真的系统。每条声称的页面说明它缺什么。
        """
    case (.unchecked, .en):
      text = """
        To support them: state another figure from which they follow, or write a scenario beside \
        them; <code>docgen systems</code> lists what can be simulated. The page of a document's \
        claims says what each lacks.
        """
    case (.holds, _), (.atFaceValue, _), (.undecided, _): return HTML()
    }
    return "<p class=\"muted\">\(text)</p>\n"
  }
}
