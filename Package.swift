// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library target of docgen; the order of the list below is the order of the pipeline.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "docgen",
  products: [.executable(name: "docgen", targets: ["docgen"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CExchange"),
    .target(name: "Theme", path: "site", publicHeadersPath: "include"),
    .target(
      name: "CatalogData", path: "catalog", exclude: ["README.md"], publicHeadersPath: "include"),

    library("Diagnostics"),
    library("Quantities"),
    library("Parallel"),
    library("Syntax", ["Diagnostics", "CCMark", "Yams"]),
    library("Model", ["Diagnostics", "Quantities"]),
    library("Catalog", ["Diagnostics", "Quantities", "Syntax", "CatalogData"]),
    library("Extract", ["Diagnostics", "Quantities", "Syntax", "Model", "Catalog"]),
    library("Check", ["Diagnostics", "Quantities", "Parallel", "Model", "Catalog"]),
    library("Simulate"),
    library("Systems", ["Diagnostics", "Quantities", "Model", "Simulate"]),
    library("Solve", ["Diagnostics", "Quantities", "Model", "Simulate", "Systems"]),
    library(
      "Verify", ["Diagnostics", "Quantities", "Parallel", "Model", "Simulate", "Systems"]),
    library(
      "Render",
      [
        "Diagnostics", "Quantities", "Syntax", "Model", "Catalog", "Systems", "Theme",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    library(
      "Project",
      [
        "Diagnostics", "Quantities", "Syntax", "Model", "CExchange",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    library(
      "Driver",
      [
        "Diagnostics", "Quantities", "Parallel", "Syntax", "Model", "Catalog", "Extract", "Check",
        "Systems", "Verify", "Render", "Project",
      ]),
    library(
      "Serve",
      [
        "Diagnostics", "Model", "Driver", "Project", "Render",
        .product(name: "Hummingbird", package: "hummingbird"),
      ]),
    .executableTarget(
      name: "docgen",
      dependencies: [
        "Diagnostics", "Quantities", "Model", "Catalog", "Check", "Simulate", "Solve", "Systems",
        "Verify", "Render", "Project", "Driver", "Serve", "Syntax", "Extract", "CExchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .executableTarget(
      name: "kernel-bench", dependencies: ["Simulate"], path: "scripts/bench/kernel-bench",
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("Diagnostics"),
    tests("Quantities", ["Diagnostics"]),
    tests("Parallel"),
    tests("Syntax", ["Diagnostics", "CCMark"]),
    tests("Catalog", ["Diagnostics", "Quantities", "Syntax"]),
    tests("Extract", ["Diagnostics", "Quantities", "Syntax", "Model", "Catalog"]),
    tests("Check", ["Diagnostics", "Quantities", "Syntax", "Model", "Catalog", "Extract"]),
    tests("Simulate"),
    tests("Systems", ["Quantities", "Model", "Simulate"]),
    tests("Solve", ["Quantities", "Model", "Simulate"]),
    tests(
      "Verify",
      ["Diagnostics", "Quantities", "Syntax", "Model", "Catalog", "Extract", "Check", "Systems"]),
    tests(
      "Render",
      [
        "Diagnostics", "Quantities", "Syntax", "Model", "Catalog", "Theme",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    tests("Project", ["Diagnostics", "Model"]),
    tests(
      "Driver",
      [
        "Diagnostics", "Quantities", "Syntax", "Model", "Catalog", "Extract", "Check", "Systems",
        "Verify", "Render", "Project",
      ]),
    tests("Serve", ["Driver", "Project"]),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "docgen"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
