// ConvLSTM: an LSTM whose products are convolutions, written step by step.
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

constexpr Dim kMostSteps = 1024;

TensorId convolved(Call& c, TensorId x, TensorId kernel, const std::vector<std::int64_t>& strides,
                   const std::vector<std::int64_t>& dilations, const std::string& padding) {
  return c.e.op("Conv2D", {x, kernel},
                {{"strides", std::vector<std::int64_t>{1, strides[0], strides[1], 1}},
                 {"dilations", std::vector<std::int64_t>{1, dilations[0], dilations[1], 1}},
                 {"padding", padding},
                 {"data_format", std::string("NHWC")}});
}

// x [batch, steps, height, width, channels]
Result<Tensors> emitConvLstm(Call& c) {
  if (c.e.rank(c.x()) != 5 || c.channelsFirst() || c.flag("stateful"))
    return c.refuse(
        msg("its input has the shape {0}, or it keeps a state, or channels come first.", c.e.shape(c.x()).text()));
  const std::vector<Dim> dims = c.e.shape(c.x()).dims;
  const Dim steps = dims[1], filters = c.integer("filters");
  if (!ir::isKnown(steps) || steps < 1 || steps > kMostSteps)
    return c.refuse(msg("its {0} steps cannot be written out.", ir::dimText(steps)),
                    msg("Give a number of steps up to {0} when the model is built.", kMostSteps));
  const auto size = c.integers("kernel_size", 2);
  const TensorId kernel = c.weight({size[0], size[1], dims[4], 4 * filters});
  const TensorId recurrent = c.weight({size[0], size[1], filters, 4 * filters});
  TensorId all = convolved(c, c.e.reshape(c.x(), {-1, dims[2], dims[3], dims[4]}), kernel, c.integers("strides", 2),
                           c.integers("dilation_rate", 2), c.text("padding", "valid") == "same" ? "SAME" : "VALID");
  if (c.flag("use_bias", true)) all = c.e.op("BiasAdd", {all, c.weight({4 * filters})});
  const Dim height = c.e.dim(all, 1), width = c.e.dim(all, 2);
  const Tensors each = c.e.many("Unpack", {c.e.reshape(all, {-1, steps, height, width, 4 * filters})},
                                static_cast<std::size_t>(steps), {{"axis", std::int64_t{1}}, {"num", steps}});
  const auto act = [&](const char* key, TensorId t) { return activation(c.e, c.config(key), t, c.layer, c.version); };
  TensorId h, carry;
  Tensors outputs;
  for (Dim i = 0; i < steps && !c.e.error(); ++i) {
    TensorId z = each[static_cast<std::size_t>(c.flag("go_backwards") ? steps - 1 - i : i)];
    if (h) z = c.e.add(z, convolved(c, h, recurrent, {1, 1}, {1, 1}, "SAME"));
    const Tensors gate =
        c.e.many("Split", {c.e.integer(3), z}, 4, {{"num_split", std::int64_t{4}}, {"T", DataType::f32}});
    ARA_ASSIGN(const TensorId in, act("recurrent_activation", gate[0]));
    ARA_ASSIGN(const TensorId forget, act("recurrent_activation", gate[1]));
    ARA_ASSIGN(const TensorId fresh, act("activation", gate[2]));
    ARA_ASSIGN(const TensorId out, act("recurrent_activation", gate[3]));
    const TensorId added = c.e.mul(in, fresh);
    carry = carry ? c.e.add(c.e.mul(forget, carry), added) : added;
    ARA_ASSIGN(const TensorId shown, act("activation", carry));
    h = c.e.mul(out, shown);
    outputs.push_back(h);
  }
  if (c.e.error()) return Fail(*c.e.error());
  Tensors out{c.flag("return_sequences") ? c.e.op("Pack", outputs, {{"axis", std::int64_t{1}}, {"N", steps}}) : h};
  if (c.flag("return_state")) out.insert(out.end(), {h, carry});
  return out;
}

constexpr std::array kRows{LayerRow{"ConvLSTM2D", emitConvLstm}};

} // namespace

std::span<const LayerRow> convLstmLayers() { return kRows; }

} // namespace ara::formats::keras
