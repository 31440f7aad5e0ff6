#include <algorithm>
#include <cmath>
#include <string>

#include "segmentation/depthwise.h"
#include "segmentation/onednn_program.h"

namespace sonomask::segmentation {
namespace {

using dnnl::memory;
using network::inputsOf;
using network::kNoValue;
using network::kPicture;
using network::ValueId;
using Tag = memory::format_tag;
using Type = memory::data_type;

constexpr auto kInference = dnnl::prop_kind::forward_inference;
/// oneDNN's mask for "one factor for each channel of the result".
constexpr int kOutputChannels = 1 << 1;

class Compiler {
  public:
    Compiler(const network::Graph& graph, int size, const std::vector<NumberFormat>& formats,
             const dnnl::engine& engine)
        : graph_(graph), formats_(formats), engine_(engine), stream_(engine) {
        shapes_ = network::shapesOf(graph, size, size);
        noteLastReaders();
    }

    Program compile() {
        finish(newMap({shape(kPicture), Type::f32, Tag::nchw}));
        for (const network::Step& step : graph_.steps)
            finish(std::visit([&](const auto& op) { return emit(op); }, step.operation));
        program_.output = reordered(program_.maps.back(),
                                    {program_.maps.back().layout.dims(), Type::f32, Tag::nchw});
        placeSlots(program_);
        return std::move(program_);
    }

  private:
    void finish(Map map) {
        program_.maps.push_back(std::move(map));
        program_.finished.push_back(program_.commands.size());
    }

    ValueId current() const { return static_cast<ValueId>(program_.maps.size()); }

    memory::dims shape(ValueId value) const {
        const network::Shape& shape = shapes_.at(static_cast<std::size_t>(value));
        return {1, shape.channels, shape.height, shape.width};
    }

    const Map& mapOf(ValueId value) const {
        return program_.maps.at(static_cast<std::size_t>(value));
    }
    const NumberFormat& formatOf(ValueId value) const {
        return formats_.at(static_cast<std::size_t>(value));
    }

    /// Shape and type with the layout left to the primitive.
    memory::desc anyLayout(ValueId value) const {
        return {shape(value), formatOf(value).type, Tag::any};
    }

    Map newMap(const memory::desc& layout, float scale = 1) {
        program_.slots.push_back({layout.get_size()});
        return {static_cast<int>(program_.slots.size()) - 1, layout, scale};
    }

    void noteLastReaders() {
        last_reader_.assign(shapes_.size(), 0);
        for (std::size_t i = 0; i < graph_.steps.size(); ++i)
            for (const ValueId input : inputsOf(graph_.steps[i].operation))
                last_reader_[static_cast<std::size_t>(input)] = static_cast<ValueId>(i) + 1;
    }

    /// Scratch memory is a call's own, like its maps: calls run side by side.
    static dnnl::primitive_attr attributes() {
        dnnl::primitive_attr attributes;
        attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
        return attributes;
    }

    template <typename Primitive>
    void run(const typename Primitive::primitive_desc& chosen, std::vector<Argument> arguments) {
        const memory::desc scratch = chosen.scratchpad_desc();
        if (scratch.get_size() > 0) arguments.push_back({DNNL_ARG_SCRATCHPAD, newMap(scratch), {}});
        const Primitive primitive(chosen);
        program_.commands.push_back({[primitive](const dnnl::stream& stream, const Bound& bound) {
                                         primitive.execute(stream, bound);
                                     },
                                     std::move(arguments)});
    }

    /// The map itself when it is as wanted, otherwise a copy that is.
    Map reordered(const Map& map, const memory::desc& layout, float scale = 1) {
        return map.layout == layout && map.scale == scale ? map : copied(map, layout, scale);
    }
    Map copied(const Map& map, const memory::desc& layout, float scale) {
        const Map copy = newMap(layout, scale);
        dnnl::primitive_attr wanted = attributes();
        if (map.scale != scale) wanted.set_output_scales(0, {map.scale / scale});
        const dnnl::reorder::primitive_desc reorder(engine_, map.layout, engine_, layout, wanted);
        run<dnnl::reorder>(reorder, {{DNNL_ARG_FROM, map, {}}, {DNNL_ARG_TO, copy, {}}});
        return copy;
    }

    /// Values of the checkpoint in the layout of a primitive, for all calls; stored = value ×
    /// factor, one for each of the first dimensions that `mask` names.
    memory packed(const std::vector<float>& values, const memory::desc& plain,
                  const memory::desc& wanted, int mask = 0,
                  const std::vector<float>& factors = {}) {
        memory source(plain, engine_, const_cast<float*>(values.data()));
        memory target(wanted, engine_);
        dnnl::primitive_attr scaled;
        if (!factors.empty()) scaled.set_output_scales(mask, factors);
        dnnl::reorder(dnnl::reorder::primitive_desc(source, target, scaled))
            .execute(stream_, source, target);
        stream_.wait();
        program_.weight_bytes += wanted.get_size();
        return target;
    }

    static memory::dims weightDims(const network::Convolution& op) {
        if (op.groups == 1) return {op.out_channels, op.in_channels, op.kernel, op.kernel};
        return {op.groups, op.out_channels / op.groups, op.in_channels / op.groups, op.kernel,
                op.kernel};
    }

    bool addsEverywhereTheSame(const network::Convolution& op) const {
        return op.added != kNoValue && shape(op.added) != shape(current());
    }

    /// The arithmetic of a convolution is that of what it reads.
    Type weightTypeOf(const network::Convolution& op) const {
        const Type type = formatOf(op.input).type;
        return isEightBit(type) ? Type::s8 : type;
    }

    dnnl::primitive_attr attributesOf(const network::Convolution& op,
                                      const std::vector<float>& factors) const {
        dnnl::primitive_attr result = attributes();
        dnnl::post_ops post;
        if (addsEverywhereTheSame(op))
            post.append_binary(dnnl::algorithm::binary_add,
                               {shape(op.added), Type::f32, Tag::nchw});
        else if (op.added != kNoValue)
            post.append_sum(formatOf(op.added).scale / formatOf(current()).scale, 0,
                            formatOf(op.added).type);
        if (op.relu) post.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
        result.set_post_ops(post);
        if (!factors.empty()) result.set_output_scales(kOutputChannels, factors);
        return result;
    }

    dnnl::convolution_forward::primitive_desc choose(const network::Convolution& op,
                                                     const std::vector<float>& factors) const {
        const bool depthwise = op.groups > 1;
        const memory::desc weights(weightDims(op), weightTypeOf(op), Tag::any);
        const memory::desc bias({op.out_channels}, Type::f32, Tag::x);
        const memory::dims stride{op.stride, op.stride};
        const memory::dims dilation{op.dilation - 1, op.dilation - 1};
        const memory::dims padding{op.padding, op.padding};
        // A depthwise convolution only moves memory: it takes its input as it comes.
        const memory::desc source = depthwise ? mapOf(op.input).layout : anyLayout(op.input);
        const auto by = [&](dnnl::algorithm algorithm, bool may_be_missing) {
            const dnnl::convolution_forward::desc wanted(kInference, algorithm, source, weights,
                                                         bias, anyLayout(current()), stride,
                                                         dilation, padding, padding);
            return dnnl::convolution_forward::primitive_desc(wanted, attributesOf(op, factors),
                                                             engine_, may_be_missing);
        };
        // Far fewer multiplications for 3×3 kernels (Lavin & Gray 2016), on some CPUs. In single
        // precision only: 8-bit integers lose too many digits that way.
        if (op.kernel == 3 && op.stride == 1 && !depthwise && weightTypeOf(op) == Type::f32)
            if (const auto chosen = by(dnnl::algorithm::convolution_winograd, true)) return chosen;
        return by(dnnl::algorithm::convolution_direct, false);
    }

    Map emit(const network::Convolution& op) {
        const EightBitWeights integers = eightBitWeightsOf(op);
        const auto chosen = choose(op, integers.output_factors);
        if (isSlow(op, chosen)) return emitDepthwise(op);
        const bool depthwise = op.groups > 1;
        const memory::desc plain(weightDims(op), Type::f32, depthwise ? Tag::goihw : Tag::oihw);
        const memory::desc bias({op.out_channels}, Type::f32, Tag::x);
        std::vector<Argument> arguments{
            {DNNL_ARG_SRC,
             reordered(mapOf(op.input), chosen.src_desc(), formatOf(op.input).scale),
             {}},
            {DNNL_ARG_WEIGHTS,
             {},
             packed(op.weights, plain, chosen.weights_desc(), depthwise ? 3 : 1,
                    integers.weight_factors)},
            {DNNL_ARG_BIAS, {}, packed(op.bias, bias, bias, 1, integers.bias_factors)}};
        if (addsEverywhereTheSame(op)) {
            const memory::desc layout(shape(op.added), Type::f32, Tag::nchw);
            arguments.push_back({DNNL_ARG_ATTR_MULTIPLE_POST_OP(0) | DNNL_ARG_SRC_1,
                                 reordered(mapOf(op.added), layout, formatOf(current()).scale),
                                 {}});
        }
        const Map target = targetOf(op, chosen.dst_desc());
        arguments.push_back({DNNL_ARG_DST, target, {}});
        run<dnnl::convolution_forward>(chosen, std::move(arguments));
        return target;
    }

    /// Factors of one convolution in 8 bits, [output channel]; none in floating point.
    struct EightBitWeights {
        std::vector<float> weight_factors;  ///< stored weight = weight × factor
        std::vector<float> bias_factors;    ///< the bias joins the sum of products
        std::vector<float> output_factors;  ///< stored result = sum × factor
    };
    EightBitWeights eightBitWeightsOf(const network::Convolution& op) const {
        EightBitWeights result;
        if (weightTypeOf(op) != Type::s8) return result;
        const std::size_t taps = op.weights.size() / op.bias.size();
        for (std::size_t channel = 0; channel < op.bias.size(); ++channel) {
            float peak = 1e-12F;
            for (std::size_t i = 0; i < taps; ++i)
                peak = std::max(peak, std::abs(op.weights[channel * taps + i]));
            const float weight_factor = 127 / peak;
            const float sum_factor = weight_factor / formatOf(op.input).scale;
            result.weight_factors.push_back(weight_factor);
            result.bias_factors.push_back(sum_factor);
            result.output_factors.push_back(1 / (sum_factor * formatOf(current()).scale));
        }
        return result;
    }

    static bool isSlow(const network::Convolution& op,
                       const dnnl::convolution_forward::primitive_desc& chosen) {
        const bool reference = std::string(chosen.impl_info_str()).starts_with("ref");
        return reference && op.groups > 1 && op.stride == 1 && !op.relu && op.added == kNoValue;
    }

    Map emitDepthwise(const network::Convolution& op) {
        const network::Shape& out = shapes_.at(static_cast<std::size_t>(current()));
        Depthwise depthwise{out.channels, out.height, out.width, op.kernel,
                            op.dilation,  {},         op.bias};
        const NumberFormat& from = formatOf(op.input);
        const NumberFormat& to = formatOf(current());
        const auto taps = static_cast<std::size_t>(op.kernel * op.kernel);
        depthwise.weights.resize(op.weights.size());
        for (std::size_t i = 0; i < op.weights.size(); ++i)
            depthwise.weights[i % taps * op.bias.size() + i / taps] =
                op.weights[i] * from.scale / to.scale;
        for (float& bias : depthwise.bias) bias /= to.scale;
        const Map source =
            reordered(mapOf(op.input), {shape(current()), from.type, Tag::nhwc}, from.scale);
        const Map target = newMap({shape(current()), to.type, Tag::nhwc}, to.scale);
        const Type type = from.type;
        const auto execute = [depthwise, type](const dnnl::stream&, const Bound& bound) {
            void* read = bound.at(DNNL_ARG_SRC).get_data_handle();
            void* written = bound.at(DNNL_ARG_DST).get_data_handle();
            if (type == Type::u8)
                depthwise.run(static_cast<std::uint8_t*>(read), static_cast<std::int8_t*>(written));
            else if (type == Type::bf16)
                depthwise.run(static_cast<std::uint16_t*>(read),
                              static_cast<std::uint16_t*>(written));
            else
                depthwise.run(static_cast<float*>(read), static_cast<float*>(written));
        };
        program_.commands.push_back(
            {execute, {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}}});
        return target;
    }

    /// A sum is added to what the target holds: the added map itself if nobody reads it later.
    Map targetOf(const network::Convolution& op, const memory::desc& layout) {
        const float scale = formatOf(current()).scale;
        if (op.added == kNoValue || addsEverywhereTheSame(op)) return newMap(layout, scale);
        const bool free = last_reader_[static_cast<std::size_t>(op.added)] == current();
        const NumberFormat& added = formatOf(op.added);
        memory::desc of_added = layout;
        of_added.data.data_type = static_cast<dnnl_data_type_t>(added.type);
        const Map target = free ? reordered(mapOf(op.added), of_added, added.scale)
                                : copied(mapOf(op.added), of_added, added.scale);
        return {target.slot, layout, scale};
    }

    Map emitPool(ValueId input, dnnl::algorithm algorithm, const memory::dims& stride,
                 const memory::dims& kernel, const memory::dims& padding) {
        // A mean of integers is no integer: the map becomes what the mean is first.
        const NumberFormat& format = formatOf(current());
        Map source = mapOf(input);
        if (isEightBit(formatOf(input).type) && !isEightBit(format.type))
            source = reordered(source, {shape(input), format.type, Tag::nhwc});
        const dnnl::pooling_forward::desc wanted(kInference, algorithm, source.layout,
                                                 anyLayout(current()), stride, kernel, padding,
                                                 padding);
        const dnnl::pooling_forward::primitive_desc chosen(wanted, attributes(), engine_);
        const Map target = newMap(chosen.dst_desc(), formatOf(current()).scale);
        run<dnnl::pooling_forward>(chosen,
                                   {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}});
        return target;
    }

    Map emit(const network::MaxPool& op) {
        return emitPool(op.input, dnnl::algorithm::pooling_max, {op.stride, op.stride},
                        {op.kernel, op.kernel}, {op.padding, op.padding});
    }

    Map emit(const network::GlobalMean& op) {
        return emitWhole(op.input, dnnl::algorithm::pooling_avg);
    }
    Map emit(const network::GlobalMax& op) {
        return emitWhole(op.input, dnnl::algorithm::pooling_max);
    }
    Map emitWhole(ValueId input, dnnl::algorithm algorithm) {
        const memory::dims whole{shape(input)[2], shape(input)[3]};
        return emitPool(input, algorithm, whole, whole, {0, 0});
    }

    Map emit(const network::Resize& op) {
        const Map source = mapOf(op.input);
        const dnnl::resampling_forward::desc wanted(kInference, dnnl::algorithm::resampling_linear,
                                                    source.layout, anyLayout(current()));
        const dnnl::resampling_forward::primitive_desc chosen(wanted, attributes(), engine_);
        const Map target = newMap(chosen.dst_desc(), formatOf(current()).scale);
        run<dnnl::resampling_forward>(chosen,
                                      {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}});
        return target;
    }

    Map emit(const network::Concat& op) {
        std::vector<memory::desc> layouts;
        std::vector<Argument> arguments;
        for (const ValueId input : op.inputs) {
            const int role = DNNL_ARG_MULTIPLE_SRC + static_cast<int>(layouts.size());
            layouts.push_back(mapOf(input).layout);
            arguments.push_back({role, mapOf(input), {}});
        }
        const dnnl::concat::primitive_desc chosen(anyLayout(current()), 1, layouts, engine_,
                                                  attributes());
        const Map target = newMap(chosen.dst_desc(), formatOf(current()).scale);
        arguments.push_back({DNNL_ARG_DST, target, {}});
        run<dnnl::concat>(chosen, std::move(arguments));
        return target;
    }

    Map emit(const network::Sigmoid& op) {
        const Map source = mapOf(op.input);
        const dnnl::eltwise_forward::desc wanted(kInference, dnnl::algorithm::eltwise_logistic,
                                                 source.layout, 0.0F, 0.0F);
        const dnnl::eltwise_forward::primitive_desc chosen(wanted, attributes(), engine_);
        const Map target = newMap(chosen.dst_desc(), formatOf(current()).scale);
        run<dnnl::eltwise_forward>(chosen,
                                   {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}});
        return target;
    }

    const network::Graph& graph_;
    const std::vector<NumberFormat>& formats_;
    const dnnl::engine& engine_;
    dnnl::stream stream_;
    std::vector<network::Shape> shapes_;
    std::vector<ValueId> last_reader_;  ///< of each value
    Program program_;
};

}  // namespace

Program compile(const network::Graph& graph, int size, const std::vector<NumberFormat>& formats,
                const dnnl::engine& engine) {
    return Compiler(graph, size, formats, engine).compile();
}

}  // namespace sonomask::segmentation
