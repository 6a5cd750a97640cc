import Glibc

/// The kinds of document that `docgen new` can begin.
package enum Scaffold: String, Sendable, CaseIterable {
  case `case`, document

  /// Writes a new document that already passes `check`, and says where.
  ///
  /// - Parameters:
  ///   - name: its title; the file is named after it.
  ///   - folder: where it goes.
  /// - Throws: when a file of that name exists, or the name makes no file name.
  package func create(_ name: String, in folder: String) throws(ProjectError) -> String {
    let stem = fileName(name)
    guard !stem.isEmpty else {
      throw ProjectError("`\(name)` has no letter or digit that a file could be named after")
    }
    let path = "\(folder)/\(stem).md"
    if kind(of: path, followingLinks: false) != nil {
      throw ProjectError("will not replace \(path): it exists already")
    }
    try makeFolder(folder)
    try writeFile(path, Array(text(title: name).utf8))
    return path
  }

  /// Letters, digits, `-` and `_` of the name; runs of anything else become one `-`.
  private func fileName(_ name: String) -> String {
    var stem = ""
    for scalar in name.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" {
        stem.unicodeScalars.append(scalar)
      } else if !stem.isEmpty, !stem.hasSuffix("-") {
        stem += "-"
      }
    }
    while stem.hasSuffix("-") { stem.removeLast() }
    return stem
  }

  private func text(title: String) -> String {
    switch self {
    case .document:
      """
      # \(title)

      > **文档定位**: 一句话说明本文写给谁、解决什么问题

      ## 概述

      """
    case .case:
      """
      # \(title)

      > **案例性质**: 构造案例，用于说明写法，不指任何真实单位

      **背景**:

      - 一句话说明业务与系统
      - 要求: 高可用(99.9%)

      **架构设计**:

      ```text
      双节点Web服务
      ├─ 负载均衡 (2台,HA)
      │   └─ Keepalived
      ├─ 应用节点 (2台)
      │   └─ 容器运行时
      └─ 数据库
          ├─ 主库
          └─ 从库
      ```

      **最佳实践**:

      ```text
      业务连续性
      ✅ 负载均衡双机热备
      ✅ 数据库主从复制
      ```

      **效果**:

      - 可用性: 99.95% (年停机时间 < 4.4小时)

      """
    }
  }
}
