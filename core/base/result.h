// Result<T>: a value or an Error. Nothing in core throws across a function.
//
//   ARA_ASSIGN(const auto bytes, openFile(path));   // returns the error of openFile when there is one
//   ARA_TRY(task.checkpoint(0.5, "Lowering"));
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace ara {

template<class T> using Result = tl::expected<T, Error>;
using Status = Result<void>;
using Fail = tl::unexpected<Error>;

[[nodiscard]] inline Fail fail(ErrorKind kind, Message finding, Message remedy = {}, std::string subject = {}) {
  return Fail(Error{kind, std::move(finding), std::move(remedy), std::move(subject), {}});
}

// Adds one step to the trail of a failed result: within(read(x), "signature 2").
template<class T> [[nodiscard]] Result<T> within(Result<T> r, std::string step) {
  if (!r) r.error().trail.push_back(std::move(step));
  return r;
}

} // namespace ara

#define ARA_CONCAT_(a, b) a##b
#define ARA_CONCAT(a, b) ARA_CONCAT_(a, b)
#define ARA_TRY(...)                                                                                                   \
  do {                                                                                                                 \
    if (auto ara_r_ = (__VA_ARGS__); !ara_r_) return ::ara::Fail(std::move(ara_r_).error());                           \
  } while (false)
#define ARA_ASSIGN_(tmp, decl, ...)                                                                                    \
  auto tmp = (__VA_ARGS__);                                                                                            \
  if (!tmp) return ::ara::Fail(std::move(tmp).error());                                                                \
  decl = *std::move(tmp)
#define ARA_ASSIGN(decl, ...) ARA_ASSIGN_(ARA_CONCAT(ara_t_, __LINE__), decl, __VA_ARGS__)
