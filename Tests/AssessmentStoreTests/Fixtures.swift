import Glibc
import MLTestScore
import SystemPackage
import TestSupport
import Testing

@testable import AssessmentStore

func catalog() throws -> RubricCatalog { try bundled.get() }

/// Read once: reading the rubrics takes longer than saving a file.
private let bundled = Result { try RubricCatalog.bundled() }

/// An assessment in which every field that mlts knows is set, and every object has a key that it does not know.
let fullText = #"""
  {
    "answers": {
      "data-1": {
        "acceptedGap": {"by": "product-lead", "reason": "The vendor feed has no schema", "until": "2027-03-31",
          "x-gap": [1, 2.50, {"deep": null}]},
        "actions": {
          "a-5d20b1f4": {"done": "2026-12-01", "due": "2026-12-15", "effort": "M", "owner": "data-lead",
            "text": "Fail the build on a schema break", "x-action": true}
        },
        "couldBe": "automated",
        "criteria": ["documented", "performed"],
        "decided": {"at": "2026-11-20T10:02:11Z", "by": "facilitator", "x-decided": 1e2},
        "evidence": {
          "e-7f3a21c0": {
            "added": {"at": "2026-11-20T10:00:00+01:00", "by": "data-lead", "x-added": {}},
            "kind": "link", "locator": "https://ci.example/runs/812", "observed": "2026-11-20",
            "summary": "Schema check on the training batch", "x-evidence": []
          }
        },
        "note": "Serving inputs are not covered yet.\nGrüße, 日本語 👩‍🔬",
        "owner": "data-lead", "reason": "kept", "state": "open", "target": "automated", "x-answer": "0"
      },
      "model-6": {"reason": "No image data", "state": "not-applicable"}
    },
    "conflicts": {
      "/answers/data-1": {"base": {"state": "not-assessed"}, "ours": {"criteria": ["performed"], "state": "assessed"},
        "theirs": {"reason": "No batch", "state": "not-applicable", "x-decision": [1]}, "x-conflict": "kept"},
      "/answers/data-1/acceptedGap": {"ours": {"reason": "r", "until": "2027-01-31", "x-gap": 1}},
      "/answers/data-1/actions/a-1": {"base": {"text": "do", "x-action": 1}, "ours": {"done": "2026-11-20", "text": "do"}},
      "/answers/data-1/evidence/e~11~0": {"base": {"kind": "file", "locator": "f", "x-evidence": 1}},
      "/answers/data-1/note": {"base": "", "ours": "one", "theirs": "two\nlines"},
      "/answers/data-1/x-answer": {"ours": {"a": [1, 2.50]}, "theirs": null},
      "/milestones/m-1": {"ours": {"at": "2026-05-12T16:00:00Z", "title": "One"}},
      "/rubric": {"ours": {"id": "ml-test-score", "version": "2017", "x-rubric": 1}},
      "/system/owner": {"ours": "ml-lead", "theirs": "data-lead"}
    },
    "format": "mlts.assessment/1",
    "id": "0123456789abcdef",
    "milestones": {
      "2026-05-12-launch": {
        "answers": {
          "data-1": {"credit": 0.5, "criteria": ["distributed", "documented", "performed"], "supported": 0,
            "target": "manual", "x-milestone-answer": false},
          "model-6": {"credit": 0, "state": "not-applicable"}
        },
        "at": "2026-05-12T16:00:00Z",
        "participants": ["data-lead", "oncall"],
        "title": "Launch review",
        "x-milestone": 12345678901234567890
      }
    },
    "rubric": {"id": "ml-test-score", "version": "2017", "x-rubric": 1},
    "scope": {"features": "Columns of the feature store", "model": "The ranker", "serving": "The HTTP service",
      "training": "The nightly job", "x-scope": 0.50},
    "system": {"description": "Scores card payments", "name": "fraud-scoring", "owner": "ml-lead", "x-system": null},
    "x-top": {"a": [{}, []]}
  }

  """#

/// `fullText` in the form that mlts writes.
func fullBytes() throws -> [UInt8] { JSONWriter.write(try JSONParser.parse(Array(fullText.utf8))) }

/// A folder that is removed when the test is over.
final class TemporaryFolder: Sendable {
  let path: FilePath

  init() throws { path = FilePath(try Folders.make()) }

  deinit { Folders.remove(path.string) }

  /// The names in the folder, sorted.
  var names: [String] { Folders.names(in: path.string) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>, mode: UInt32 = 0o644) throws -> FilePath {
    let file = path.appending(name)
    try Folders.write(bytes, to: file.string, mode: mode)
    return file
  }

  func read(_ name: String) throws -> [UInt8] { try SystemCalls.live.content(of: path.appending(name)).bytes }

  func mode(_ name: String) throws -> UInt32 {
    try SystemCalls.live.content(of: path.appending(name)).status.permissions.rawValue
  }
}

/// Whether the system lets us: not everybody who is called root is root of all users.
let canGiveFilesAway: Bool = {
  guard let folder = try? TemporaryFolder() else { return false }
  return chown(folder.path.string, 12_345, 23_456) == 0 && chown(folder.path.string, getuid(), getgid()) == 0
}()

extension SystemCalls {
  /// A system on which the file is somebody else's, and may be given to nobody.
  static func onSomebodyElsesFile() -> SystemCalls {
    let asked = Counter()
    var system = SystemCalls.live
    // The first question is about the file; from the third on it is about the temporary file.
    system.status = { (file) throws(Errno) in
      var status = try SystemCalls.live.status(file)
      if asked.next() < 2 { (status.owner, status.group) = (12_345, 23_456) }
      return status
    }
    system.setOwner = { (_, _, _) throws(Errno) in throw .notPermitted }
    return system
  }
}

/// The error that `body` throws.
func fileError(_ body: () throws -> Void) throws -> AssessmentFileError {
  do {
    try body()
  } catch let error as AssessmentFileError {
    return error
  }
  throw NothingThrown()
}

struct NothingThrown: Error {}

/// Counts calls from any thread.
final class Counter: @unchecked Sendable {
  private var lock = pthread_mutex_t()
  private var count = 0

  init() { pthread_mutex_init(&lock, nil) }

  func next() -> Int {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    defer { count += 1 }
    return count
  }
}
