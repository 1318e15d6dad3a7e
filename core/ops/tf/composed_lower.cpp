#include "ops/tf/composed_lower.h"

#include "ops/arithmetic_lower.h"

#include <array>

namespace ara::ops::tf {
namespace {

// The operators as functions, so that a formula reads as one. The first that fails decides what is told.
class Formula {
public:
  explicit Formula(LowerContext& c) : m_c(c) {}

  TensorId number(double v) { return m_c.scalar(DataType::f32, v); }
  TensorId add(TensorId a, TensorId b) { return op("tfl.add", {a, b}); }
  TensorId sub(TensorId a, TensorId b) { return op("tfl.sub", {a, b}); }
  TensorId mul(TensorId a, TensorId b) { return op("tfl.mul", {a, b}); }
  TensorId div(TensorId a, TensorId b) { return op("tfl.div", {a, b}); }
  TensorId least(TensorId a, TensorId b) { return op("tfl.minimum", {a, b}); }
  TensorId equal(TensorId a, TensorId b) { return op("tfl.equal", {a, b}); }
  TensorId greater(TensorId a, TensorId b) { return op("tfl.greater", {a, b}); }
  TensorId abs(TensorId a) { return op("tfl.abs", {a}); }
  TensorId neg(TensorId a) { return op("tfl.neg", {a}); }
  TensorId exp(TensorId a) { return op("tfl.exp", {a}); }
  TensorId log(TensorId a) { return op("tfl.log", {a}); }
  TensorId sqrt(TensorId a) { return op("tfl.sqrt", {a}); }
  TensorId elu(TensorId a) { return op("tfl.elu", {a}); }
  TensorId withinOne(TensorId a) { return op("tfl.relu_n1_to_1", {a}); }
  TensorId choose(TensorId condition, TensorId t, TensorId e) { return op("tfl.select_v2", {condition, t, e}); }

  // exp(a) - 1 for a >= 0, exact near 0: ELU is exp(x) - 1 below 0, and exp(a) - 1 = -(exp(-a) - 1) exp(a).
  TensorId expm1(TensorId a) { return mul(neg(elu(neg(a))), exp(a)); }

  // With u = 1 + x as rounded, log(u) * x / (u - 1) makes good what the rounding lost (Kahan). Where nothing was lost
  // log(u) stands as it is, which also covers infinity; where all was lost log(1 + x) is x.
  TensorId log1p(TensorId x) {
    const TensorId one = number(1);
    const TensorId u = add(x, one), kept = sub(u, one), log = this->log(u);
    const TensorId mended = mul(log, div(x, kept));
    return choose(equal(u, one), x, choose(equal(kept, x), log, mended));
  }

  // c[0] + c[1] t + c[2] t^2 ...
  TensorId polynomial(std::span<const double> c, TensorId t) {
    TensorId sum = number(c.back());
    for (std::size_t i = c.size() - 1; i-- > 0;) sum = add(mul(sum, t), number(c[i]));
    return sum;
  }
  // `value`, computed of |x|, with the sign of x.
  TensorId signedAs(TensorId x, TensorId value) { return choose(greater(number(0), x), neg(value), value); }

  Result<TensorId> done(TensorId t) const { return m_failed ? Result<TensorId>(Fail(*m_failed)) : Result<TensorId>(t); }

private:
  TensorId op(std::string_view name, std::vector<TensorId> operands) {
    if (m_failed) return {};
    auto made = m_c.add(name, std::move(operands));
    if (made) return *made;
    m_failed = std::move(made).error();
    return {};
  }
  LowerContext& m_c;
  std::optional<Error> m_failed;
};

Status lowerFormula(LowerContext& c, TensorId (*write)(Formula&, TensorId)) {
  return lowerNumber(c, {.direct = "f32"}, [write](LowerContext& l, const std::vector<TensorId>& x) {
    Formula f(l);
    const TensorId y = write(f, x[0]);
    return f.done(y);
  });
}

} // namespace

Status lowerExpm1(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    const TensorId turned = f.neg(f.elu(f.neg(f.abs(x)))); // 1 - exp(-|x|)
    return f.choose(f.greater(x, f.number(0)), f.mul(f.exp(x), turned), f.neg(turned));
  });
}

Status lowerLog1p(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) { return f.log1p(x); });
}

// With v = (exp(|x|) - 1) / 2 = E (E + 2) / 2, E = exp(|x| / 2) - 1: sinh |x| = v + 1 / (2 + 1 / v). Products of halves
// reach as far as the result does, where exp(|x|) would be infinite before.
Status lowerSinh(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    const TensorId half = f.number(0.5), two = f.number(2);
    const TensorId e = f.expm1(f.mul(f.abs(x), half));
    const TensorId v = f.mul(f.mul(e, half), f.add(e, two));
    return f.signedAs(x, f.add(v, f.div(f.number(1), f.add(two, f.div(f.number(1), v)))));
  });
}

// With w = exp(|x|) / 2 as a product of halves: cosh x = w + 1 / (4w).
Status lowerCosh(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    const TensorId half = f.number(0.5);
    const TensorId h = f.exp(f.mul(f.abs(x), half));
    const TensorId w = f.mul(f.mul(h, half), h);
    return f.add(w, f.div(f.number(0.25), w));
  });
}

// log1p(a + a / (1 / a + sqrt(1 / a^2 + 1))), a = |x|; log(a) + log(2) from where the two are the same.
Status lowerAsinh(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    const TensorId one = f.number(1), a = f.abs(x), inverse = f.div(one, a);
    const TensorId root = f.sqrt(f.add(f.mul(inverse, inverse), one));
    const TensorId near = f.log1p(f.add(a, f.div(a, f.add(inverse, root))));
    const TensorId far = f.add(f.log(a), f.number(0.693147180559945309));
    return f.signedAs(x, f.choose(f.greater(a, f.number(1e9)), far, near));
  });
}

// 2 log1p(s / (sqrt(1 + s) + 1) + sqrt(s)), s = (x - 1) / 2: exact near 1, finite up to the largest number.
Status lowerAcosh(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    const TensorId one = f.number(1), half = f.number(0.5);
    const TensorId s = f.mul(f.sub(x, one), half);
    const TensorId root = f.sqrt(f.add(s, one));
    return f.mul(f.log1p(f.add(f.div(s, f.add(root, one)), f.sqrt(s))), f.number(2));
  });
}

// log1p(2a / (1 - a)) / 2, a = |x|.
Status lowerAtanh(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    const TensorId a = f.abs(x);
    const TensorId ratio = f.div(f.add(a, a), f.sub(f.number(1), a));
    return f.signedAs(x, f.mul(f.log1p(ratio), f.number(0.5)));
  });
}

// x P(x^2) / Q(x^2), fitted to erf(x) / x over |x| <= 4 with a relative error of 2.5e-8; all coefficients are positive,
// so nothing cancels. Behind 4 the quotient stays what it is there and the product grows past 1, where it is cut.
Status lowerErf(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    static constexpr std::array kP{1.1283791065216064,    0.19354493916034698,   0.053101733326911926,
                                   0.0038833394646644592, 0.0002845659328158945, 1.9867850369337248e-06};
    static constexpr std::array kQ{1.0,
                                   0.5048573017120361,
                                   0.11534994840621948,
                                   0.015207242220640182,
                                   0.001185570377856493,
                                   3.7420206353999674e-05};
    const TensorId t = f.least(f.mul(x, x), f.number(16));
    return f.withinOne(f.div(f.mul(x, f.polynomial(kP, t)), f.polynomial(kQ, t)));
  });
}

// t exp(P(t) - z^2), t = 1 / (1 + z / 2), z = |x|: the polynomial of Numerical Recipes' erfc, right to 1.2e-7 of the
// value everywhere, also where 1 - erf(x) has no digits left. Below 0 it is 2 less that.
Status lowerErfc(LowerContext& c) {
  return lowerFormula(c, [](Formula& f, TensorId x) {
    static constexpr std::array kP{-1.26551223, 1.00002368,  0.37409196, 0.09678418,  -0.18628806,
                                   0.27886807,  -1.13520398, 1.48851587, -0.82215223, 0.17087277};
    const TensorId one = f.number(1), z = f.abs(x);
    const TensorId t = f.div(one, f.add(one, f.mul(z, f.number(0.5))));
    const TensorId tail = f.mul(t, f.exp(f.sub(f.polynomial(kP, t), f.mul(z, z))));
    return f.choose(f.greater(f.number(0), x), f.sub(f.number(2), tail), tail);
  });
}

} // namespace ara::ops::tf
