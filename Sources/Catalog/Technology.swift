/// One catalogued technology.
package struct Technology: Sendable {
  package let id: String
  package let name: String
}
