package import Catalog
import Check
package import Diagnostics
package import Model

extension DiagnosticKind {
  /// What each kind of finding is called on the site, in a few words of either language, by its name: a rule has its
  /// own title, and the other kinds are in the table below.
  package static func titles(in catalog: Catalog) -> [String: Label] {
    var titles: [String: Label] = [:]
    for row in table.split(separator: "\n") {
      let parts = row.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
      guard parts.count == 3 else {
        preconditionFailure("a row has a name and two titles: \(row)")
      }
      titles[parts[0]] = Label(zh: parts[1], en: parts[2])
    }
    for rule in Rule.all(in: catalog) { titles[rule.kind.id] = rule.title }
    return titles
  }

  /// A row for each kind that no rule reports: its name, its title in Chinese and in English.
  private static let table = """
    broken-template | 主题模板有错 | Broken template of the theme
    circular-assumption | 把声称本身当作假设 | Assumption that is the claim
    claim-fails | 证据否定了声称 | Claim contradicted by its evidence
    claim-fragile | 结论经不起假设的变动 | Verdict that an assumption may turn
    claim-suspect | 账本之后有了变动 | Claim changed since the ledger
    skipped-number | 有序列表跳号 | Number left out of an ordered list
    stale-quote | 引用的数字与推演不符 | Quoted figure differs from the scenario
    claim-undecided | 仿真未能判定 | Claim that simulation left undecided
    contradictory-assumptions | 假设之间互相矛盾 | Assumptions that contradict each other
    damaged-ledger | 账本损坏 | Damaged ledger
    unread-scenario | 没有被读的场景 | Scenario that is not read
    duplicate-scenario | 场景的 id 重复 | Duplicate scenario identifier
    empty-document | 文档是空的 | Empty document
    excessive-markup | 标记过多 | Excessive markup
    excluded-mechanism | 两种机制互相排斥 | Mechanisms that exclude each other
    file-too-large | 文件太大 | File too large
    unknown-zone | 区域名无人认识 | Zone that nothing names
    forbidden-flow | 禁止的流量绕道可达 | Forbidden flow that is possible
    invalid-setting | 设置的写法不对 | Invalid setting
    invalid-utf8 | 文件不是 UTF-8 | Invalid UTF-8
    invalid-yaml | YAML 有错 | Invalid YAML
    link-outside | 链接通到目录之外 | Link out of the folder
    malformed-acceptance | 接受问题的写法不对 | Malformed acceptance
    malformed-catalog | 项目目录的写法不对 | Malformed catalog
    mermaid-syntax | Mermaid 图有错 | Broken Mermaid diagram
    missing-component | 架构里缺少系统要用的组件 | Missing component
    missing-parameter | 缺少参数 | Missing parameter
    missing-source | 假设没有写出处 | Assumption without a source
    parameter-range | 参数超出可能的范围 | Parameter out of its range
    copied-count | 照抄架构里的数 | Count copied from an architecture
    retyped-figure | 重抄文中的数 | Figure of the text typed again
    restated-parameter | 架构已写的又写进假设 | Parameter that the architecture states
    scenario-field | 场景没有这个字段 | Field that scenarios do not have
    short-horizon | 模拟时长太短 | Horizon too short
    tree-broken-pipe | 树的竖线断开 | Broken pipe in a tree
    tree-drawing | 树的画法不统一 | Mixed drawing of a tree
    tree-early-corner | 树过早收尾 | Corner too early in a tree
    tree-empty-branch | 树有空枝 | Empty branch of a tree
    tree-last-branch | 树的末枝没有收尾 | Last branch drawn as if more came
    tree-misaligned | 树没有对齐 | Misaligned tree
    tree-stray-pipe | 树有多余的竖线 | Stray pipe in a tree
    unbound-claim | 场景指的声称不存在 | Scenario for a claim that is not there
    uncalibrated | 标定不成 | Calibration that fails
    unknown-architecture | 没有这个架构 | Unknown architecture
    unknown-manifest | 没有这项配置 | Unknown configuration
    unknown-figure | 文中没有这个数 | Unknown figure of the text
    unknown-assumption-kind | 没有这种假设类别 | Unknown kind of assumption
    unknown-key | 没有这项设置 | Unknown setting
    unknown-output | 系统没有这个输出 | Unknown output
    unknown-parameter | 系统没有这个参数 | Unknown parameter
    unknown-system | 没有这个系统 | Unknown system
    unreadable-value | 假设的取值读不懂 | Unreadable value
    unused-acceptance | 接受了不存在的问题 | Acceptance of nothing
    unused-baseline | 基线里有已消失的问题 | Baseline entry for nothing
    wrong-dimension | 单位与参数不符 | Unit of another dimension
    """
}
