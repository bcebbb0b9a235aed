// swift-tools-version: 6.2
// The package as ARCHITECTURE.md draws it. Arrows between targets point one way only.
import PackageDescription

// CI sets MLTS_STRICT=1 (see the Makefile): every warning of ours is an error there. A user with a newer compiler
// and its new warnings still gets a build.
let warnings: [SwiftSetting] = Context.environment["MLTS_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

// Without it a library's own import of Foundation lends us its methods unseen, and one such call links all of it.
let strict: [SwiftSetting] = warnings + [.enableUpcomingFeature("MemberImportVisibility")]

let package = Package(
  name: "mlts",
  products: [
    .executable(name: "mlts", targets: ["mlts"]),
    .library(name: "MLTestScore", targets: ["MLTestScore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // Without its Foundation trait: that would link all of Foundation and its 45 MB of Unicode data.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    // A plugin: nothing of it is built or linked before `make documentation`.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // No pkgConfig: SwiftPM rejects the flags that ncursesw.pc carries and warns on each build.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CXattr"),
    .target(name: "CTerminalGuard", dependencies: ["CNcurses"]),
    .target(
      name: "MLTestScore", resources: [.embedInCode("rubrics")], swiftSettings: strict),
    .target(
      name: "AssessmentStore",
      dependencies: ["MLTestScore", "CXattr", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict),
    .target(name: "Reports", dependencies: ["MLTestScore"], swiftSettings: strict),
    .target(
      name: "Screen", dependencies: ["TOMLKit"], resources: [.embedInCode("themes")], swiftSettings: strict),
    .target(
      name: "Terminal", dependencies: ["Screen", "CNcurses", "CTerminalGuard"], swiftSettings: strict),
    .target(name: "ReviewApp", dependencies: ["Screen", "MLTestScore"], swiftSettings: strict),
    .executableTarget(
      name: "mlts",
      dependencies: [
        "ReviewApp", "Terminal", "Reports", "AssessmentStore", "TOMLKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),

    // What the tests share: seeded numbers, and folders of their own.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "MLTestScoreTests", dependencies: ["MLTestScore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "AssessmentStoreTests",
      dependencies: [
        "AssessmentStore", "CXattr", "TestSupport", .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "AssessmentStore", .product(name: "SystemPackage", package: "swift-system")],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(name: "ScreenTests", dependencies: ["Screen", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReviewAppTests", dependencies: ["ReviewApp", "TestSupport"], exclude: ["Snapshots"],
      swiftSettings: strict),
    // Used by tests only, so that `swift build` asks nobody for libvterm-dev.
    .systemLibrary(name: "CVterm", path: "Tests/CVterm", providers: [.apt(["libvterm-dev"])]),
    // A program for TerminalTests that shows what the terminal layer reports, and breaks on request.
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal", "Screen"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["CVterm", "Terminal", "Screen", "TerminalProbe", "TestSupport", "mlts"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["mlts", "AssessmentStore", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
