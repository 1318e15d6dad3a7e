// The .npz format: a zip of .npy files, one an array.
#include "formats/arrays/arrays.h"

#include "base/file.h"

#include "base/strings.h"

#include <memory>
#include <zip.h>

namespace ara::formats::arrays {
namespace {

struct CloseSource {
  void operator()(zip_source_t* s) const { zip_source_free(s); }
};
struct Discard {
  void operator()(zip_t* z) const { zip_discard(z); }
};
struct CloseFile {
  void operator()(zip_file_t* f) const { zip_fclose(f); }
};

Fail damaged(std::string_view what) {
  return fail(ErrorKind::BadFile, msg("The file of arrays is damaged: {0}.", what),
              msg("Save the arrays again with numpy.savez."));
}

Fail tooLarge(std::uint64_t budget) {
  return fail(ErrorKind::Unsupported, msg("The arrays take more than {0} bytes unpacked.", budget),
              msg("Give fewer or smaller arrays."));
}

Result<Array> readEntry(zip_t* zip, zip_uint64_t i, std::uint64_t budget) {
  zip_stat_t stat;
  if (zip_stat_index(zip, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) || !(stat.valid & ZIP_STAT_SIZE))
    return damaged("an entry has no size");
  if (stat.size > budget) return tooLarge(budget);
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip, i, 0));
  if (!file) return damaged("an entry cannot be unpacked");
  // Grows with what is really there: the size an entry claims may be a lie.
  std::vector<std::byte> bytes;
  constexpr std::size_t kStep = 1u << 20;
  for (;;) {
    const std::size_t have = bytes.size();
    bytes.resize(have + kStep);
    const zip_int64_t got = zip_fread(file.get(), bytes.data() + have, kStep);
    if (got < 0) return damaged("an entry cannot be unpacked");
    bytes.resize(have + static_cast<std::size_t>(got));
    if (bytes.size() > stat.size) return damaged("an entry is longer than it says");
    if (got == 0) break;
  }
  ARA_ASSIGN(Array a, readNpy(bytes));
  a.name = stat.name;
  if (a.name.ends_with(".npy")) a.name.resize(a.name.size() - 4);
  return a;
}

} // namespace

Result<std::vector<Array>> readArrays(Task& task, Bytes file, std::uint64_t budget) {
  if (textOf(file).starts_with("\x93NUMPY")) {
    ARA_ASSIGN(Array one, readNpy(file));
    std::vector<Array> out;
    out.push_back(std::move(one));
    return out;
  }
  if (!textOf(file).starts_with("PK"))
    return fail(ErrorKind::BadFile, msg("It is neither an .npy nor an .npz file."),
                msg("Save arrays with numpy.save or numpy.savez."));
  std::unique_ptr<zip_source_t, CloseSource> source(zip_source_buffer_create(file.data(), file.size(), 0, nullptr));
  std::unique_ptr<zip_t, Discard> zip(source ? zip_open_from_source(source.get(), ZIP_RDONLY, nullptr) : nullptr);
  if (!zip) return damaged("it is no zip file");
  (void)source.release(); // belongs to the archive now
  std::vector<Array> out;
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    ARA_TRY(task.checkpoint(double(i) / double(count), "Reading arrays"));
    auto a = readEntry(zip.get(), static_cast<zip_uint64_t>(i), budget);
    if (!a) return Fail(std::move(a).error());
    budget -= std::min<std::uint64_t>(budget, a->bytes.size());
    out.push_back(std::move(*a));
  }
  return out;
}

Result<std::vector<std::byte>> writeNpz(std::span<const Array> arrays) {
  const auto failed = [] { return fail(ErrorKind::Internal, msg("The arrays could not be packed.")); };
  std::unique_ptr<zip_source_t, CloseSource> target(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (!target) return failed();
  zip_source_keep(target.get()); // read back below, when the archive has let go of it
  std::unique_ptr<zip_t, Discard> zip(zip_open_from_source(target.get(), ZIP_TRUNCATE, nullptr));
  if (!zip) {
    zip_source_free(target.get());
    return failed();
  }
  std::vector<std::vector<std::byte>> files; // alive until the archive is closed
  for (const Array& a : arrays) {
    ARA_ASSIGN(auto npy, writeNpy(a));
    files.push_back(std::move(npy));
  }
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    zip_source_t* entry = zip_source_buffer(zip.get(), files[i].data(), files[i].size(), 0);
    const zip_int64_t at =
        entry ? zip_file_add(zip.get(), (arrays[i].name + ".npy").c_str(), entry, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0) {
      zip_source_free(entry);
      return failed();
    }
    zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    zip_file_set_dostime(zip.get(), static_cast<zip_uint64_t>(at), 0, 33, 0); // 1980-01-01: equal arrays, equal bytes
  }
  if (zip_close(zip.get()) != 0) return failed();
  (void)zip.release();
  if (zip_source_open(target.get()) != 0) return failed();
  std::vector<std::byte> out;
  zip_source_seek(target.get(), 0, SEEK_END);
  const zip_int64_t size = zip_source_tell(target.get());
  zip_source_seek(target.get(), 0, SEEK_SET);
  if (size < 0) return failed();
  out.resize(static_cast<std::size_t>(size));
  const zip_int64_t got = zip_source_read(target.get(), out.data(), out.size());
  zip_source_close(target.get());
  if (got != size) return failed();
  return out;
}

Result<std::vector<Array>> readArrayFile(Task& task, const std::string& path) {
  ARA_ASSIGN(const auto file, openFile(path));
  auto arrays = readArrays(task, file->bytes());
  if (arrays) return arrays;
  Error e = std::move(arrays).error();
  if (e.subject.empty()) e.subject = path;
  return Fail(std::move(e));
}

} // namespace ara::formats::arrays
