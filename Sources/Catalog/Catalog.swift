/// What is known of technologies: names, parts, limits, conflicts, lifecycles, each with its source.
package struct Catalog: Sendable {
  package init() {}
}
