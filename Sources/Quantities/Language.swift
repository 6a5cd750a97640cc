/// The languages of the interface and of the text that is read.
package enum Language: String, Hashable, Sendable, CaseIterable { case zh, en }
