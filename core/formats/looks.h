// What a file that is no model looks like, in one sentence.
//
//   looksLike({path, file})   ->  "notes.pb is text, not a model." "Open a .pb ..."
#pragma once

#include "formats/format.h"

namespace ara::formats {

struct Looks {
  Message finding, remedy;
  ErrorKind kind = ErrorKind::BadFile; // Unsupported: a model, of a kind this version does not read
};
Looks looksLike(const Input& input);

inline Fail refuse(Looks looks, std::string subject) {
  return fail(looks.kind, std::move(looks.finding), std::move(looks.remedy), std::move(subject));
}

} // namespace ara::formats
