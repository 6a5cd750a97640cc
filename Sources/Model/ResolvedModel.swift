package import Diagnostics

/// What the collection says, with names resolved: the input of rules, simulation and pages.
package struct ResolvedModel: Sendable {
  package let sources: Sources

  /// In the order of their paths.
  package let documents: [DocumentDraft]
  package let cases: [CaseStudy]

  /// Modules: folders whose README describes the documents beside it.
  package let modules: [ModulePage]

  /// Components that several places name, each within one case or document.
  package var components: [NamedComponent]

  /// Every file of the content root that a link may point at, relative to it.
  package let files: Set<String>

  /// How many folders above the content root are known whole, because its repository has them.
  package let knownFoldersAbove: Int

  package init(
    sources: Sources, documents: [DocumentDraft], cases: [CaseStudy], modules: [ModulePage],
    components: [NamedComponent] = [], files: Set<String>, knownFoldersAbove: Int = 0
  ) {
    self.sources = sources
    self.documents = documents
    self.cases = cases
    self.modules = modules
    self.components = components
    self.files = files
    self.knownFoldersAbove = knownFoldersAbove
  }

  package var claims: [Claim] { documents.flatMap(\.claims) }
  package var architectures: [Architecture] { documents.flatMap(\.architectures) }
}

/// A case study: a section that tells of one system, from requirements to outcome.
package struct CaseStudy: Sendable {
  /// Unique in the collection and usable as a file name.
  package let id: String
  package let title: String

  /// The industry, by the words of its author or by what docgen calls it.
  package let industry: Label?

  /// Whether the text says that it is constructed and not a report of a real system.
  package let isConstructed: Bool

  /// Indices into `ResolvedModel.documents` and into that document's sections.
  package let document: Int
  package let section: Int

  /// Identifiers of claims and architectures; indices of practices and scenarios in the document.
  package let requirements: [String]
  package let outcomes: [String]
  package let architectures: [String]
  package let practices: [Int]
  package let scenarios: [Int]

  package init(
    id: String, title: String, industry: Label?, isConstructed: Bool, document: Int, section: Int,
    requirements: [String], outcomes: [String], architectures: [String], practices: [Int],
    scenarios: [Int]
  ) {
    self.id = id
    self.title = title
    self.industry = industry
    self.isConstructed = isConstructed
    self.document = document
    self.section = section
    self.requirements = requirements
    self.outcomes = outcomes
    self.architectures = architectures
    self.practices = practices
    self.scenarios = scenarios
  }
}

/// A folder with a README that describes the documents beside it.
package struct ModulePage: Sendable {
  package let title: String

  /// The folder, relative to the content root; empty for the root itself.
  package let folder: String

  /// Indices into `ResolvedModel.documents`: the README, and the documents that it speaks of.
  package let page: Int
  package let members: [Int]

  package init(title: String, folder: String, page: Int, members: [Int]) {
    self.title = title
    self.folder = folder
    self.page = page
    self.members = members
  }
}

/// A model that the rules have seen: findings, and the verdicts that need no simulation.
package struct CheckedModel: Sendable {
  package let model: ResolvedModel

  /// What arithmetic, recounting, agreement and the catalog say of claims.
  package let judgements: [Judgement]

  /// Sorted; everything from parsing, extraction and the rules.
  package let diagnostics: [Diagnostic]

  package init(model: ResolvedModel, judgements: [Judgement], diagnostics: [Diagnostic]) {
    self.model = model
    self.judgements = judgements
    self.diagnostics = diagnostics
  }
}

/// A model whose claims have been judged: the only thing that pages are made of.
package struct VerifiedModel: Sendable {
  package let model: ResolvedModel

  /// At least one for each claim of the model; of a claim's, the gravest first.
  package let judgements: [Judgement]

  /// Sorted.
  package let diagnostics: [Diagnostic]

  package init(model: ResolvedModel, judgements: [Judgement], diagnostics: [Diagnostic]) {
    self.model = model
    self.judgements = judgements
    self.diagnostics = diagnostics
  }
}
