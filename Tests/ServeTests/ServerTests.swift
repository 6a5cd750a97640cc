import Serve
import Testing

@Suite struct ServerTests {
  @Test(
    arguments: [
      "localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1:8000", "[::1]", "[::1]:8000",
    ])
  func `names of this machine are answered`(_ authority: String) {
    #expect(Server.isLocal(authority))
  }

  @Test(
    arguments: [
      "example.org", "example.org:8000", "localhost.example.org", "127.0.0.1.example.org", "",
      "[::2]:80", "192.168.0.1:8000", "evil-localhost",
    ])
  func `a name that another site could give this machine is refused`(_ authority: String) {
    #expect(!Server.isLocal(authority))
  }
}
