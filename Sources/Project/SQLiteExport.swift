import Diagnostics
import Foundation
import GRDB
package import Model
import Quantities

/// Writes a verified model as an SQLite database, replacing the file in one step.
///
/// Tables: `document`, `claim`, `judgement`, `component`, `finding`, `number`. Paths are relative to
/// the content, places are byte offsets, figures and bounds are in base units; infinite bounds are
/// null.
package func exportSQLite(_ verified: VerifiedModel, to path: String) throws(ProjectError) {
  let temporary = path + ".docgen-new"
  do {
    try? FileManager.default.removeItem(atPath: temporary)
    let database = try DatabaseQueue(path: temporary)
    try database.write { database in
      try createTables(in: database)
      try insertDocuments(verified.model, into: database)
      try insertJudgements(verified, into: database)
    }
    try database.close()
  } catch {
    try? FileManager.default.removeItem(atPath: temporary)
    throw ProjectError("cannot write \(path): \(error)")
  }
  guard rename(temporary, path) == 0 else {
    throw ProjectError("cannot write", path, errno: errno)
  }
}

private func createTables(in database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE document (id INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL,
        lines INTEGER NOT NULL);
      CREATE TABLE claim (id TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES document,
        role TEXT NOT NULL, subject TEXT NOT NULL, metric TEXT, figure TEXT NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL);
      CREATE TABLE judgement (claim TEXT NOT NULL REFERENCES claim, verdict TEXT NOT NULL,
        evidence TEXT, lower REAL, upper REAL, explanation_en TEXT, explanation_zh TEXT);
      CREATE TABLE component (architecture TEXT NOT NULL, position INTEGER NOT NULL, parent INTEGER,
        document INTEGER NOT NULL REFERENCES document, name TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (architecture, position));
      CREATE TABLE finding (rule TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL,
        path TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, acceptance TEXT);
      CREATE TABLE number (document INTEGER NOT NULL REFERENCES document, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, understanding TEXT NOT NULL);
      """)
}

private func insertDocuments(_ model: ResolvedModel, into database: Database) throws {
  let document = try database.makeStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?)")
  let claim = try database.makeStatement(sql: "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
  let part = try database.makeStatement(sql: "INSERT INTO component VALUES (?, ?, ?, ?, ?, ?)")
  let number = try database.makeStatement(sql: "INSERT INTO number VALUES (?, ?, ?, ?)")
  for (id, draft) in model.documents.enumerated() {
    try document.execute(arguments: [id, draft.path, draft.title, draft.lineCount])
    for made in draft.claims {
      try claim.execute(
        arguments: [
          made.id, id, made.role.rawValue, made.subject, made.metric?.id,
          model.sources.text(made.figure), made.figure.start, made.figure.end,
        ])
    }
    for architecture in draft.architectures {
      for (position, component) in architecture.components.enumerated() {
        try part.execute(
          arguments: [
            architecture.id, position, component.parent, id, component.name, component.text,
          ])
      }
    }
    for use in draft.numbers {
      try number.execute(
        arguments: [id, use.span.start, use.span.end, use.understanding.rawValue])
    }
  }
}

private func insertJudgements(_ verified: VerifiedModel, into database: Database) throws {
  let statement = try database.makeStatement(
    sql: "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?)")
  for judgement in verified.judgements {
    let evidence = judgement.evidence
    try statement.execute(
      arguments: [
        judgement.claim, judgement.verdict.rawValue,
        judgement.verdict == .unchecked ? nil : evidence?.kind.rawValue,
        evidence.flatMap { finite($0.interval.lower) },
        evidence.flatMap { finite($0.interval.upper) }, evidence?.explanation.en,
        evidence?.explanation.zh,
      ])
  }
  let finding = try database.makeStatement(
    sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?)")
  for diagnostic in verified.diagnostics {
    try finding.execute(
      arguments: [
        diagnostic.id, diagnostic.severity.rawValue, diagnostic.message,
        verified.model.sources[diagnostic.span.source].path, diagnostic.span.start,
        diagnostic.span.end, diagnostic.acceptance,
      ])
  }
}

private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
