// Decodes an HDF5 file given on standard input and hands its attributes and arrays over on standard output
// (schema/reader_stream.h). It is started by core/formats/keras and is good for nothing else.
#include "app/reader/sandbox.h"
#include "schema/reader_stream.h"

#include <cstdlib>
#include <cstring>
#include <hdf5.h>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace {

using ara::reader::Refusal;
using ara::reader::Type;

constexpr unsigned kDeepest = 40;
constexpr std::size_t kMostObjects = 1u << 20;
constexpr std::uint64_t kMostAttribute = 256u << 20;

std::string g_out; // of this process alone: records wait here until there are enough to be written

void flush() {
  std::size_t done = 0;
  while (done < g_out.size()) {
    const ssize_t n = write(1, g_out.data() + done, g_out.size() - done);
    if (n <= 0) _exit(1);
    done += static_cast<std::size_t>(n);
  }
  g_out.clear();
}
void bytes(const void* p, std::size_t n) {
  g_out.append(static_cast<const char*>(p), n);
  if (g_out.size() > (1u << 20)) flush();
}
template<class T> void number(T v) { bytes(&v, sizeof v); }
void text(const char* s, std::size_t n) {
  number(static_cast<std::uint32_t>(n));
  bytes(s, n);
}
void text(const std::string& s) { text(s.data(), s.size()); }

[[noreturn]] void refuse(Refusal why, const std::string& where) {
  g_out += 'E';
  number(static_cast<std::uint8_t>(why));
  text(where);
  flush();
  _exit(0);
}

// The file's image is the mapping itself: HDF5 asks for copies and gets the same.
void* imageMalloc(size_t, H5FD_file_image_op_t, void* udata) { return udata; }
void* imageCopy(void* to, const void*, size_t, H5FD_file_image_op_t, void*) { return to; }
void* imageRealloc(void*, size_t, H5FD_file_image_op_t, void*) { return nullptr; }
herr_t imageFree(void*, H5FD_file_image_op_t, void*) { return 0; }
void* sameUdata(void* udata) { return udata; }
herr_t freeUdata(void*) { return 0; }

hid_t openImage(void* image, std::size_t size) {
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 16, 0);
  H5FD_file_image_callbacks_t callbacks{imageMalloc, imageCopy, imageRealloc, imageFree, sameUdata, freeUdata, image};
  H5Pset_file_image_callbacks(access, &callbacks);
  if (H5Pset_file_image(access, image, size) < 0) return -1;
  return H5Fopen("model", H5F_ACC_RDONLY, access);
}

// The type as it is handed over, and HDF5's own form of it in this machine's memory; -1: none of ours.
hid_t memoryType(hid_t type, Type& out) {
  const std::size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
  case H5T_FLOAT:
    if (size == 2) return out = Type::f16, H5Tcopy(type);
    if (size == 4) return out = Type::f32, H5Tcopy(H5T_NATIVE_FLOAT);
    if (size == 8) return out = Type::f64, H5Tcopy(H5T_NATIVE_DOUBLE);
    return -1;
  case H5T_INTEGER: {
    const bool plain = H5Tget_sign(type) == H5T_SGN_NONE;
    switch (size) {
    case 1: return out = plain ? Type::u8 : Type::i8, H5Tcopy(plain ? H5T_NATIVE_UINT8 : H5T_NATIVE_INT8);
    case 2: return out = plain ? Type::u16 : Type::i16, H5Tcopy(plain ? H5T_NATIVE_UINT16 : H5T_NATIVE_INT16);
    case 4: return out = plain ? Type::u32 : Type::i32, H5Tcopy(plain ? H5T_NATIVE_UINT32 : H5T_NATIVE_INT32);
    case 8: return out = plain ? Type::u64 : Type::i64, H5Tcopy(plain ? H5T_NATIVE_UINT64 : H5T_NATIVE_INT64);
    default: return -1;
    }
  }
  case H5T_ENUM: return size == 1 ? (out = Type::boolean, H5Tcopy(type)) : hid_t{-1};
  default: return -1;
  }
}

void attribute(hid_t object, const std::string& path, const char* name) {
  const hid_t attr = H5Aopen(object, name, H5P_DEFAULT);
  if (attr < 0) refuse(Refusal::damaged, path);
  const hid_t type = H5Aget_type(attr), space = H5Aget_space(attr);
  const hssize_t count = H5Sget_simple_extent_npoints(space);
  const std::size_t size = H5Tget_size(type);
  const H5T_class_t kind = H5Tget_class(type);
  if (count < 0 || size == 0 || static_cast<std::uint64_t>(count) > kMostAttribute / size)
    refuse(Refusal::tooLarge, path);
  const auto n = static_cast<std::size_t>(count);
  const auto begin = [&](std::uint8_t what) {
    g_out += 'A';
    text(path);
    text(name, std::strlen(name));
    number(what);
    number(static_cast<std::uint32_t>(n));
  };
  if (kind == H5T_STRING && H5Tis_variable_str(type) > 0) {
    std::vector<char*> texts(n, nullptr);
    if (n > 0 && H5Aread(attr, type, texts.data()) < 0) refuse(Refusal::damaged, path);
    begin(0);
    for (const char* t : texts) text(t ? t : "", t ? std::strlen(t) : 0);
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts.data());
  } else if (kind == H5T_STRING) {
    std::vector<char> all(n * size);
    if (n > 0 && H5Aread(attr, type, all.data()) < 0) refuse(Refusal::damaged, path);
    begin(0);
    for (std::size_t i = 0; i < n; ++i) text(all.data() + i * size, strnlen(all.data() + i * size, size));
  } else if (kind == H5T_INTEGER || kind == H5T_FLOAT) {
    std::vector<double> all(n);
    if (n > 0 && H5Aread(attr, H5T_NATIVE_DOUBLE, all.data()) < 0) refuse(Refusal::damaged, path);
    begin(1);
    bytes(all.data(), all.size() * sizeof(double));
  }
  H5Sclose(space);
  H5Tclose(type);
  H5Aclose(attr);
}

herr_t onAttribute(hid_t object, const char* name, const H5A_info_t*, void* path) {
  attribute(object, *static_cast<const std::string*>(path), name);
  return 0;
}
void attributes(hid_t object, const std::string& path) {
  hsize_t at = 0;
  if (H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, &at, onAttribute, const_cast<std::string*>(&path)) < 0)
    refuse(Refusal::damaged, path);
}

void array(hid_t set, const std::string& path, std::uint64_t fileSize) {
  const hid_t plist = H5Dget_create_plist(set), type = H5Dget_type(set), space = H5Dget_space(set);
  if (plist < 0 || type < 0 || space < 0) refuse(Refusal::damaged, path);
  const H5D_layout_t layout = H5Pget_layout(plist);
  if (H5Pget_external_count(plist) > 0) refuse(Refusal::externalStorage, path);
  if (layout == H5D_VIRTUAL) refuse(Refusal::virtualData, path);
  for (int i = 0; i < H5Pget_nfilters(plist); ++i) {
    unsigned flags = 0, config = 0;
    std::size_t values = 0;
    const H5Z_filter_t f =
        H5Pget_filter2(plist, static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, &config);
    if (f != H5Z_FILTER_DEFLATE && f != H5Z_FILTER_SHUFFLE && f != H5Z_FILTER_FLETCHER32) refuse(Refusal::filter, path);
  }
  Type what = Type::f32;
  const hid_t memory = memoryType(type, what);
  const int rank = H5Sget_simple_extent_ndims(space);
  if (memory >= 0 && rank >= 0 && rank <= 32) {
    std::vector<hsize_t> dims(static_cast<std::size_t>(rank));
    H5Sget_simple_extent_dims(space, dims.data(), nullptr);
    std::uint64_t size = H5Tget_size(memory);
    for (const hsize_t d : dims)
      if (__builtin_mul_overflow(size, d, &size)) refuse(Refusal::tooLarge, path);
    // Deflate makes at most 1032 bytes of one: more than that is not in the file.
    if (size / 1100 > H5Dget_storage_size(set)) refuse(Refusal::tooLarge, path);
    const haddr_t offset = layout == H5D_CONTIGUOUS && H5Tequal(type, memory) > 0 && H5Tget_order(type) != H5T_ORDER_BE
                               ? H5Dget_offset(set)
                               : HADDR_UNDEF;
    const bool inFile = offset != HADDR_UNDEF && offset <= fileSize && size <= fileSize - offset;
    std::vector<char> values;
    if (!inFile && size > 0) {
      values.resize(size);
      if (H5Dread(set, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) refuse(Refusal::damaged, path);
    }
    g_out += inFile ? 'V' : 'D';
    text(path);
    number(static_cast<std::uint8_t>(what));
    number(static_cast<std::uint8_t>(rank));
    for (const hsize_t d : dims) number(static_cast<std::uint64_t>(d));
    if (inFile) number(static_cast<std::uint64_t>(offset));
    number(size);
    if (!inFile) bytes(values.data(), values.size());
    H5Tclose(memory);
  }
  H5Sclose(space);
  H5Tclose(type);
  H5Pclose(plist);
}

struct Walk {
  std::uint64_t fileSize = 0;
  std::string path;
  unsigned depth = 0;
  std::size_t objects = 0;
  std::set<haddr_t> open; // the groups around: a link to one of them is a circle
};

void group(hid_t id, Walk& w);

herr_t onLink(hid_t parent, const char* name, const H5L_info_t* info, void* data) {
  Walk& w = *static_cast<Walk*>(data);
  const std::string path = w.path.empty() ? name : w.path + "/" + name;
  if (++w.objects > kMostObjects) refuse(Refusal::tooLarge, path);
  if (info->type == H5L_TYPE_SOFT) return 0; // another name of what is in the file anyway
  if (info->type != H5L_TYPE_HARD) refuse(Refusal::externalLink, path);
  const hid_t object = H5Oopen(parent, name, H5P_DEFAULT);
  if (object < 0) refuse(Refusal::damaged, path);
  const H5I_type_t kind = H5Iget_type(object);
  std::string outer = path;
  std::swap(outer, w.path);
  if (kind == H5I_GROUP) {
    group(object, w);
  } else if (kind == H5I_DATASET) {
    attributes(object, path);
    array(object, path, w.fileSize);
  }
  std::swap(outer, w.path);
  H5Oclose(object);
  return 0;
}

void group(hid_t id, Walk& w) {
  H5O_info_t info;
  if (H5Oget_info2(id, &info, H5O_INFO_BASIC) < 0) refuse(Refusal::damaged, w.path);
  if (w.depth >= kDeepest || !w.open.insert(info.addr).second) refuse(Refusal::tooDeep, w.path);
  ++w.depth;
  g_out += 'G';
  text(w.path);
  attributes(id, w.path);
  // In the order of making where the file keeps it (Keras does), else by name.
  hsize_t at = 0;
  if (H5Literate(id, H5_INDEX_NAME, H5_ITER_NATIVE, &at, onLink, &w) < 0) refuse(Refusal::damaged, w.path);
  --w.depth;
  w.open.erase(info.addr);
}

} // namespace

int main() {
  struct stat s {};
  if (fstat(0, &s) != 0 || s.st_size <= 0) return 1;
  const auto size = static_cast<std::size_t>(s.st_size);
  void* image = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0, 0);
  if (image == MAP_FAILED) return 1;
  H5open();
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  H5PLset_loading_state(0);
  if (!ara::reader::enterSandbox(size)) refuse(Refusal::noSandbox, "");
  const hid_t file = openImage(image, size);
  if (file < 0) refuse(Refusal::damaged, "");
  const hid_t root = H5Gopen2(file, "/", H5P_DEFAULT);
  if (root < 0) refuse(Refusal::damaged, "");
  Walk w;
  w.fileSize = size;
  group(root, w);
  g_out += 'Z';
  flush();
  _exit(0); // nothing to tidy up: closing would only be more code over a stranger's file
}
