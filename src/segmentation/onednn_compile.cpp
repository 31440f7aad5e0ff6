#include <string>

#include "segmentation/depthwise.h"
#include "segmentation/onednn_program.h"

namespace sonomask::segmentation {
namespace {

using dnnl::memory;
using network::kNoValue;
using network::kPicture;
using network::ValueId;
using Tag = memory::format_tag;
using Type = memory::data_type;

constexpr auto kInference = dnnl::prop_kind::forward_inference;

class Compiler {
  public:
    Compiler(const network::Graph& graph, int size, Type type, const dnnl::engine& engine)
        : graph_(graph), type_(type), engine_(engine), stream_(engine) {
        shapes_ = network::shapesOf(graph, size, size);
        noteLastReaders();
    }

    Program compile() {
        slot_of_.push_back(newSlot({shape(kPicture), Type::f32, Tag::nchw}));
        program_.input_slot = slot_of_.front();
        for (const network::Step& step : graph_.steps) {
            const int slot = std::visit([&](const auto& op) { return emit(op); }, step.operation);
            slot_of_.push_back(slot);
        }
        const auto last = static_cast<ValueId>(graph_.steps.size());
        program_.output_slot = reordered(slot_of_.back(), {shape(last), Type::f32, Tag::nchw});
        placeSlots(program_);
        return std::move(program_);
    }

  private:
    ValueId current() const { return static_cast<ValueId>(slot_of_.size()); }

    memory::dims shape(ValueId value) const {
        const network::Shape& shape = shapes_.at(static_cast<std::size_t>(value));
        return {1, shape.channels, shape.height, shape.width};
    }

    /// The shape with the layout left to the primitive.
    memory::desc anyLayout(ValueId value) const { return {shape(value), type_, Tag::any}; }

    int slotOf(ValueId value) const { return slot_of_.at(static_cast<std::size_t>(value)); }
    const memory::desc& layoutOf(int slot) const {
        return program_.slots.at(static_cast<std::size_t>(slot)).layout;
    }

    int newSlot(memory::desc layout) {
        program_.slots.push_back({std::move(layout)});
        return static_cast<int>(program_.slots.size()) - 1;
    }

    void noteLastReaders() {
        last_reader_.assign(shapes_.size(), 0);
        for (std::size_t i = 0; i < graph_.steps.size(); ++i)
            for (const ValueId input : inputsOf(graph_.steps[i].operation))
                last_reader_[static_cast<std::size_t>(input)] = static_cast<ValueId>(i) + 1;
    }

    static std::vector<ValueId> inputsOf(const network::Operation& operation) {
        if (const auto* concat = std::get_if<network::Concat>(&operation)) return concat->inputs;
        if (const auto* conv = std::get_if<network::Convolution>(&operation))
            if (conv->added != kNoValue) return {conv->input, conv->added};
        return std::visit(
            [](const auto& op) -> std::vector<ValueId> {
                if constexpr (requires { op.input; }) return {op.input};
                return {};
            },
            operation);
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
        if (scratch.get_size() > 0)
            arguments.push_back({DNNL_ARG_SCRATCHPAD, newSlot(scratch), {}});
        const Primitive primitive(chosen);
        program_.commands.push_back({[primitive](const dnnl::stream& stream, const Bound& bound) {
                                         primitive.execute(stream, bound);
                                     },
                                     std::move(arguments)});
    }

    /// The slot itself when it has the layout, otherwise a copy in it.
    int reordered(int slot, const memory::desc& layout) {
        return layoutOf(slot) == layout ? slot : copied(slot, layout);
    }
    int copied(int slot, const memory::desc& layout) {
        const int copy = newSlot(layout);
        const dnnl::reorder::primitive_desc reorder(engine_, layoutOf(slot), engine_, layout,
                                                    attributes());
        run<dnnl::reorder>(reorder, {{DNNL_ARG_FROM, slot, {}}, {DNNL_ARG_TO, copy, {}}});
        return copy;
    }

    /// Values of the checkpoint in the layout of a primitive, for all calls.
    memory packed(const std::vector<float>& values, const memory::desc& plain,
                  const memory::desc& wanted) {
        memory source(plain, engine_, const_cast<float*>(values.data()));
        memory target(wanted, engine_);
        dnnl::reorder(source, target).execute(stream_, source, target);
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

    dnnl::primitive_attr attributesOf(const network::Convolution& op) const {
        dnnl::post_ops post;
        if (addsEverywhereTheSame(op))
            post.append_binary(dnnl::algorithm::binary_add,
                               {shape(op.added), Type::f32, Tag::nchw});
        else if (op.added != kNoValue)
            post.append_sum();
        if (op.relu) post.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
        dnnl::primitive_attr result = attributes();
        result.set_post_ops(post);
        return result;
    }

    dnnl::convolution_forward::primitive_desc choose(const network::Convolution& op) const {
        const bool depthwise = op.groups > 1;
        const memory::desc weights(weightDims(op), type_, Tag::any);
        const memory::desc bias({op.out_channels}, Type::f32, Tag::x);
        const memory::dims stride{op.stride, op.stride};
        const memory::dims dilation{op.dilation - 1, op.dilation - 1};
        const memory::dims padding{op.padding, op.padding};
        // A depthwise convolution only moves memory: it takes its input as it comes.
        const memory::desc source = depthwise ? layoutOf(slotOf(op.input)) : anyLayout(op.input);
        const dnnl::convolution_forward::desc wanted(
            kInference, dnnl::algorithm::convolution_direct, source, weights, bias,
            anyLayout(current()), stride, dilation, padding, padding);
        return {wanted, attributesOf(op), engine_};
    }

    int emit(const network::Convolution& op) {
        const auto chosen = choose(op);
        if (isSlow(op, chosen)) return emitDepthwise(op);
        const bool depthwise = op.groups > 1;
        const memory::desc plain(weightDims(op), Type::f32, depthwise ? Tag::goihw : Tag::oihw);
        const memory::desc bias({op.out_channels}, Type::f32, Tag::x);
        std::vector<Argument> arguments{
            {DNNL_ARG_SRC, reordered(slotOf(op.input), chosen.src_desc()), {}},
            {DNNL_ARG_WEIGHTS, -1, packed(op.weights, plain, chosen.weights_desc())},
            {DNNL_ARG_BIAS, -1, packed(op.bias, bias, bias)}};
        if (addsEverywhereTheSame(op)) {
            const memory::desc layout(shape(op.added), Type::f32, Tag::nchw);
            arguments.push_back({DNNL_ARG_ATTR_MULTIPLE_POST_OP(0) | DNNL_ARG_SRC_1,
                                 reordered(slotOf(op.added), layout),
                                 {}});
        }
        const int target = targetOf(op, chosen.dst_desc());
        arguments.push_back({DNNL_ARG_DST, target, {}});
        run<dnnl::convolution_forward>(chosen, std::move(arguments));
        return target;
    }

    static bool isSlow(const network::Convolution& op,
                       const dnnl::convolution_forward::primitive_desc& chosen) {
        const bool reference = std::string(chosen.impl_info_str()).starts_with("ref");
        return reference && op.groups > 1 && op.stride == 1 && !op.relu && op.added == kNoValue;
    }

    int emitDepthwise(const network::Convolution& op) {
        const network::Shape& out = shapes_.at(static_cast<std::size_t>(current()));
        Depthwise depthwise{out.channels, out.height, out.width, op.kernel,
                            op.dilation,  {},         op.bias};
        const auto taps = static_cast<std::size_t>(op.kernel * op.kernel);
        depthwise.weights.resize(op.weights.size());
        for (std::size_t i = 0; i < op.weights.size(); ++i)
            depthwise.weights[i % taps * op.bias.size() + i / taps] = op.weights[i];
        const memory::desc layout(shape(current()), type_, Tag::nhwc);
        const int source = reordered(slotOf(op.input), layout);
        const int target = newSlot(layout);
        const bool bf16 = type_ == Type::bf16;
        const auto execute = [depthwise, bf16](const dnnl::stream&, const Bound& bound) {
            void* from = bound.at(DNNL_ARG_SRC).get_data_handle();
            void* to = bound.at(DNNL_ARG_DST).get_data_handle();
            if (bf16)
                depthwise.run(static_cast<std::uint16_t*>(from), static_cast<std::uint16_t*>(to));
            else
                depthwise.run(static_cast<float*>(from), static_cast<float*>(to));
        };
        program_.commands.push_back(
            {execute, {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}}});
        return target;
    }

    /// A sum is added to what the target holds: the added map itself if nobody reads it later.
    int targetOf(const network::Convolution& op, const memory::desc& layout) {
        if (op.added == kNoValue || addsEverywhereTheSame(op)) return newSlot(layout);
        const bool free = last_reader_[static_cast<std::size_t>(op.added)] == current();
        return free ? reordered(slotOf(op.added), layout) : copied(slotOf(op.added), layout);
    }

    int emitPool(ValueId input, dnnl::algorithm algorithm, const memory::dims& stride,
                 const memory::dims& kernel, const memory::dims& padding) {
        const int source = slotOf(input);
        const dnnl::pooling_forward::desc wanted(kInference, algorithm, layoutOf(source),
                                                 anyLayout(current()), stride, kernel, padding,
                                                 padding);
        const dnnl::pooling_forward::primitive_desc chosen(wanted, attributes(), engine_);
        const int target = newSlot(chosen.dst_desc());
        run<dnnl::pooling_forward>(chosen,
                                   {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}});
        return target;
    }

    int emit(const network::MaxPool& op) {
        return emitPool(op.input, dnnl::algorithm::pooling_max, {op.stride, op.stride},
                        {op.kernel, op.kernel}, {op.padding, op.padding});
    }

    int emit(const network::GlobalMean& op) {
        const memory::dims whole{shape(op.input)[2], shape(op.input)[3]};
        return emitPool(op.input, dnnl::algorithm::pooling_avg, whole, whole, {0, 0});
    }

    int emit(const network::Resize& op) {
        const int source = slotOf(op.input);
        const dnnl::resampling_forward::desc wanted(kInference, dnnl::algorithm::resampling_linear,
                                                    layoutOf(source), anyLayout(current()));
        const dnnl::resampling_forward::primitive_desc chosen(wanted, attributes(), engine_);
        const int target = newSlot(chosen.dst_desc());
        run<dnnl::resampling_forward>(chosen,
                                      {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}});
        return target;
    }

    int emit(const network::Concat& op) {
        std::vector<memory::desc> layouts;
        std::vector<Argument> arguments;
        for (const ValueId input : op.inputs) {
            const int role = DNNL_ARG_MULTIPLE_SRC + static_cast<int>(layouts.size());
            layouts.push_back(layoutOf(slotOf(input)));
            arguments.push_back({role, slotOf(input), {}});
        }
        const dnnl::concat::primitive_desc chosen(anyLayout(current()), 1, layouts, engine_,
                                                  attributes());
        arguments.push_back({DNNL_ARG_DST, newSlot(chosen.dst_desc()), {}});
        const int target = arguments.back().slot;
        run<dnnl::concat>(chosen, std::move(arguments));
        return target;
    }

    int emit(const network::Sigmoid& op) {
        const int source = slotOf(op.input);
        const dnnl::eltwise_forward::desc wanted(kInference, dnnl::algorithm::eltwise_logistic,
                                                 layoutOf(source), 0.0F, 0.0F);
        const dnnl::eltwise_forward::primitive_desc chosen(wanted, attributes(), engine_);
        const int target = newSlot(chosen.dst_desc());
        run<dnnl::eltwise_forward>(chosen,
                                   {{DNNL_ARG_SRC, source, {}}, {DNNL_ARG_DST, target, {}}});
        return target;
    }

    const network::Graph& graph_;
    Type type_;
    const dnnl::engine& engine_;
    dnnl::stream stream_;
    std::vector<network::Shape> shapes_;
    std::vector<ValueId> last_reader_;  ///< of each value
    std::vector<int> slot_of_;          ///< of each value made so far
    Program program_;
};

}  // namespace

Program compile(const network::Graph& graph, int size, memory::data_type type,
                const dnnl::engine& engine) {
    return Compiler(graph, size, type, engine).compile();
}

}  // namespace sonomask::segmentation
