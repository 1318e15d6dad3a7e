// Errors as values. Kind says what the caller may do next, `finding` what was found and where, `remedy` what to try.
//
//   return fail(ErrorKind::BadFile, msg("{0} ends at byte {1}.", file, at), msg("Copy it again."));
#pragma once

#include "base/message.h"

#include <string>
#include <vector>

namespace ara {

enum class ErrorKind {
  BadFile,     // the model cannot be used: malformed, truncated, inconsistent       (exit 1)
  Unsupported, // the model is fine, we cannot do what is asked with it              (exit 1)
  BadArgument, // the request is wrong whatever the file holds                       (exit 2)
  Io,          // reading or writing failed                                          (exit 3)
  Cancelled,   //                                                                    (exit 4)
  Internal,    // a mistake of ours; never the person's fault                        (exit 1)
};

struct Error {
  ErrorKind kind = ErrorKind::Internal;
  Message finding;
  Message remedy;
  std::string subject;          // name of the node, tensor or file the window can jump to; may be empty
  std::vector<std::string> trail; // "while reading subgraph 1", innermost first

  std::string text() const; // "finding remedy" and the trail in brackets, on one line
  bool operator==(const Error&) const = default;
};

// The same shape serves what is worth telling although the work goes on.
enum class Severity { note, warning, error };
struct Diagnostic {
  Severity severity = Severity::note;
  Error what;
};

} // namespace ara
