/// The access control list of a file (acl(5)) as the system keeps it: a version, then entries of a tag, permissions and
/// an id, each number with its low byte first (linux/posix_acl_xattr.h).
///
/// Where a file has one, the group's permission bits are the most that the list can give (chmod(1) and acl(5)), so that
/// a copy of the bits without the list would let the whole group in.
struct AccessList: Hashable, Sendable {
  /// The attribute that holds it.
  static let attribute = "system.posix_acl_access"

  /// As the system keeps it.
  private(set) var bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The same list, in which the owning group may do nothing: for a file that had to go to another group.
  var withoutOwningGroup: AccessList {
    let (header, entry, owningGroup) = (4, 8, UInt8(0x04))
    var list = self
    for start in stride(from: header, through: bytes.count - entry, by: entry)
    where bytes[start] == owningGroup && bytes[start + 1] == 0 {
      list.bytes[start + 2] = 0
      list.bytes[start + 3] = 0
    }
    return list
  }
}
