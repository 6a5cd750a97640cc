import Diagnostics
import Foundation
import Testing

@Suite struct JSONWriterTests {
  @Test func everyScalarBelow0x100SurvivesFoundationsReader() throws {
    let text = String(String.UnicodeScalarView((0..<0x100).compactMap(Unicode.Scalar.init)))
    for indented in [true, false] {
      var writer = JSONWriter(indented: indented)
      writer.object { $0.member("文 \"\\", text) }
      let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: String]
      #expect(read == ["文 \"\\": text])
    }
  }

  @Test func nestsWithoutStrayCommas() throws {
    var writer = JSONWriter(indented: false)
    writer.array { writer in
      writer.object { _ in }
      writer.array { _ in }
      writer.object { writer in
        writer.member("a", 1)
        writer.key("b")
        writer.array([1, 2]) { $0.value($1) }
        writer.member("c", true)
        writer.key("d")
        writer.null()
      }
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"[{},[],{"a":1,"b":[1,2],"c":true,"d":null}]"#)
  }

  @Test(arguments: [
    (0.1, "0.1"), (26.28, "26.28"), (-3.0, "-3"), (1e300, "1e+300"), (.infinity, "null"),
    (.nan, "null"), (9_007_199_254_740_993.0, "9007199254740992.0"),
  ])
  func numbersReadBackAsThemselves(number: Double, text: String) {
    var writer = JSONWriter()
    writer.value(number)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    if number.isFinite { #expect(Double(text) == number) }
  }
}
