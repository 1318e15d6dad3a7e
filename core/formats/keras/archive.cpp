#include "formats/keras/archive.h"

#include "base/strings.h"

#include <zip.h>

namespace ara::formats::keras {
namespace {

constexpr std::uint64_t kDensest = 1032; // of deflate
constexpr std::int64_t kMostMembers = 1 << 16;

struct Closer {
  void operator()(zip_t* z) const { zip_discard(z); }
};
struct FileCloser {
  void operator()(zip_file_t* f) const { zip_fclose(f); }
};

Fail damaged(const std::string& name) {
  return fail(ErrorKind::BadFile, msg("{0} is a damaged archive.", name),
              msg("Copy it again, or save the model again."), name);
}

bool leavesFolder(std::string_view member) {
  if (member.empty() || member[0] == '/' || member.find('\\') != std::string_view::npos ||
      (member.size() > 1 && member[1] == ':'))
    return true;
  for (const std::string_view part : split(member, '/'))
    if (part == "..") return true;
  return false;
}

} // namespace

bool looksLikeArchive(Bytes bytes) {
  const std::string_view all = textOf(bytes);
  if (!all.starts_with("PK\x03\x04")) return false;
  // Members are listed at the end.
  const std::string_view end = all.substr(all.size() - std::min<std::size_t>(all.size(), 1u << 20));
  return end.find("config.json") != end.npos &&
         (end.find("model.weights") != end.npos || end.find("metadata.json") != end.npos);
}

Result<std::vector<Member>> unpack(Task& task, Bytes archive, const std::string& name,
                                   const std::vector<std::string>& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(archive.data(), archive.size(), 0, &error);
  if (!source) return damaged(name);
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!opened) {
    zip_source_free(source);
    return damaged(name);
  }
  const std::unique_ptr<zip_t, Closer> zip(opened);
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count < 0 || count > kMostMembers) return damaged(name);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* member = zip_get_name(zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
    if (!member || leavesFolder(member))
      return fail(
          ErrorKind::BadFile,
          msg("{0} holds a file that would lie outside its folder ({1}).", name, member ? printable(member) : "?"),
          msg("Do not use it; get the model from whom it comes."), name);
  }
  std::vector<Member> out;
  for (const std::string& wanted : members) {
    zip_stat_t s;
    if (zip_stat(zip.get(), wanted.c_str(), ZIP_FL_ENC_RAW, &s) != 0)
      return fail(ErrorKind::BadFile, msg("{0} holds no {1}.", name, wanted), msg("Save the model again."), name);
    if ((s.valid & ZIP_STAT_SIZE) == 0 || (s.valid & ZIP_STAT_COMP_SIZE) == 0) return damaged(name);
    if (s.comp_size > archive.size() || s.size / kDensest > s.comp_size + 1)
      return fail(ErrorKind::BadFile,
                  msg("{1} in {0} claims to unpack {2} bytes to {3}.", name, wanted, s.comp_size, s.size),
                  msg("Save the model again."), name);
    const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(zip.get(), s.index, 0));
    if (!file) return damaged(name);
    auto bytes = std::make_shared<std::vector<std::byte>>();
    // Room as it is needed: the size is only what the file says.
    for (std::uint64_t at = 0; at < s.size;) {
      ARA_TRY(task.checkpoint(0.05, "Unpacking"));
      const std::uint64_t part = std::min<std::uint64_t>(s.size - at, 16u << 20);
      bytes->resize(static_cast<std::size_t>(at + part));
      const zip_int64_t n = zip_fread(file.get(), bytes->data() + at, part);
      if (n <= 0) return damaged(name);
      at += static_cast<std::uint64_t>(n);
    }
    std::byte more;
    if (zip_fread(file.get(), &more, 1) != 0) return damaged(name); // also compares the checksum
    out.push_back({std::move(bytes)});
  }
  return out;
}

} // namespace ara::formats::keras
