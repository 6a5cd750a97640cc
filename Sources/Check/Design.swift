import Catalog
import Diagnostics
import Model
import Quantities
import Synchronization

/// One design: what a case study, or a single architecture with counts, says that it is made of.
///
/// An architecture without any count is taken for an overview or a classification, and what stands
/// side by side in one need not meet in any system.
struct Design: Sendable {
  /// A component, a row of a table or a practice.
  struct Place: Sendable {
    let text: String
    let span: Span

    /// The technologies of the text, but for those of which it says that they are not used.
    let technologies: Set<String>
    let quantities: [Quantity]

    /// Where the text offers a choice, `A / B`: the technologies of each.
    let alternatives: [Set<String>]

    /// The place of the component that holds this one.
    let parent: Int?

    /// The versions that follow a technology's name.
    let versions: [String: String]
    let isComponent: Bool

    /// The environment of which the place or something that holds it is said to be a part.
    let environment: Environment?

    /// Whether the two may be parts of one system: what runs in a test cluster does not meet what
    /// runs in another one.
    func mayMeet(_ other: Place) -> Bool {
      if let environment, let theirs = other.environment { return environment == theirs }
      return environment?.isForTrials != true && other.environment?.isForTrials != true
    }
  }

  /// A world of its own within a design.
  enum Environment: Sendable, Hashable, CaseIterable {
    case production, staging, test, development

    var isForTrials: Bool { self != .production }

    init?(_ text: String) {
      guard let found = Environment.allCases.first(where: { $0.words.occur(in: text) }) else {
        return nil
      }
      self = found
    }

    private var words: Words {
      switch self {
      case .production: Environment.productionWords
      case .staging: Environment.stagingWords
      case .test: Environment.testWords
      case .development: Environment.developmentWords
      }
    }

    private static let productionWords: Words = [
      "生产环境", "生产集群", "production cluster", "Production cluster", "Production environment",
    ]
    private static let stagingWords: Words = ["预发", "预生产", "准生产", "staging", "Staging"]
    private static let testWords: Words = [
      "测试环境", "测试集群", "test cluster", "Test cluster", "test environment", "UAT",
    ]
    private static let developmentWords: Words = [
      "开发环境", "开发集群", "开发测试", "dev cluster", "Dev cluster", "dev environment",
    ]
  }

  let places: [Place]

  /// What is said around the architectures: prose, rows, configuration.
  let surroundings: Surroundings

  /// A line of text beside the architectures.
  struct Line: Sendable {
    let text: String
    let technologies: Set<String>

    /// Whether it says something about things rather than that they are there.
    let isDiscussion: Bool
  }

  /// What the case claims; none for a single architecture.
  let claims: [Claim]

  /// Whether it is all that a case tells, and not a single drawing among other things.
  let isCase: Bool

  /// When the document says that it was written or last changed.
  let date: CalendarDate?

  /// All that the places name and say: what none of them holds needs no look at each.
  private let inPlaces: Named

  /// The parts of all that the places name.
  private let provided: Set<String>

  init(
    places: [Place], surroundings: Surroundings, claims: [Claim], isCase: Bool, date: CalendarDate?,
    catalog: Catalog
  ) {
    self.places = places
    self.surroundings = surroundings
    self.claims = claims
    self.isCase = isCase
    self.date = date
    inPlaces = Named(places.map { ($0.technologies, $0.text) })
    provided = catalog.parts(of: inPlaces.technologies)
  }

  /// All that its places name.
  var technologies: Set<String> { inPlaces.technologies }

  /// Whether any place names one of the terms.
  func names(_ terms: [TechnologyRule.Term]) -> Bool { inPlaces.holds(terms) }

  /// Whether something that the design names brings one of the terms with it.
  func provides(_ terms: [TechnologyRule.Term]) -> Bool {
    terms.contains {
      guard case .technology(let id) = $0 else { return false }
      return provided.contains(id) || surroundings.provided.contains(id)
    }
  }

  /// Whether anything in the design or around it names one of the terms.
  func says(_ terms: [TechnologyRule.Term]) -> Bool {
    names(terms) || surroundings.say(terms)
  }

  /// The version of a technology, where all that is said of it in the design agrees.
  func version(of technology: String) -> String? {
    let all = Set(places.compactMap { $0.versions[technology] })
    return all.count == 1 ? all.first : nil
  }
}

/// What several places or lines name and say together.
struct Named: Sendable {
  let technologies: Set<String>
  private let text: String

  init(_ parts: [(technologies: Set<String>, text: String)]) {
    technologies = parts.reduce(into: []) { $0.formUnion($1.technologies) }
    text = parts.reduce(into: "") { $0 += $1.text + "\n" }
  }

  func holds(_ terms: [TechnologyRule.Term]) -> Bool { Check.holds(terms, text, technologies) }
}

/// The lines around the drawings of a case or of a document, shared by all the designs that they
/// surround: what they say is looked up once for each term.
final class Surroundings: Sendable {
  let lines: [Design.Line]

  /// The parts of all that the lines name.
  let provided: Set<String>
  private let named: Named
  private let answers = Mutex<[Question: Bool]>([:])

  /// What is asked of the lines for every design among them, and answered once.
  enum Question: Hashable {
    case term(TechnologyRule.Term)
    case rule(String)
  }

  init(_ lines: [Design.Line], _ catalog: Catalog) {
    self.lines = lines
    named = Named(lines.map { ($0.technologies, $0.text) })
    provided = catalog.parts(of: named.technologies)
  }

  /// Whether a line names one of the terms.
  func say(_ terms: [TechnologyRule.Term]) -> Bool {
    terms.contains { term in answer(.term(term)) { named.holds([term]) } }
  }

  /// Whether a line is of some kind.
  func hold(_ question: Question, _ isMeant: (Design.Line) -> Bool) -> Bool {
    answer(question) { lines.contains(where: isMeant) }
  }

  private func answer(_ question: Question, _ compute: () -> Bool) -> Bool {
    if let known = answers.withLock({ $0[question] }) { return known }
    let answer = compute()
    answers.withLock { $0[question] = answer }
    return answer
  }
}

extension Catalog {
  fileprivate func parts(of technologies: Set<String>) -> Set<String> {
    Set(technologies.flatMap { self[$0]?.contains ?? [] })
  }
}
