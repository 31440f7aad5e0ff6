#include "onnx/write.h"

#include <onnx/onnx_pb.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/version.h"

namespace sonomask::onnx {
namespace {

namespace pb = ::onnx;

constexpr int kOperatorSet = 13;
constexpr int kIrVersion = 7;  // the first that knows operator set 13

void setInts(pb::NodeProto& node, const char* name, std::initializer_list<int> values) {
    pb::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(pb::AttributeProto::INTS);
    for (const int value : values) attribute.add_ints(value);
}

void setInt(pb::NodeProto& node, const char* name, int value) {
    pb::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(pb::AttributeProto::INT);
    attribute.set_i(value);
}

void setText(pb::NodeProto& node, const char* name, const char* value) {
    pb::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(pb::AttributeProto::STRING);
    attribute.set_s(value);
}

/// Adds the ONNX nodes of one step after another.
class Writer {
  public:
    Writer(const network::Graph& graph, int size)
        : graph_(graph), shapes_(network::shapesOf(graph, size, size)) {}

    void writeTo(pb::GraphProto& target) {
        target_ = &target;
        names_ = {"picture"};
        for (const network::Step& step : graph_.steps) {
            const bool last = names_.size() == graph_.steps.size();
            names_.push_back(last ? "probability" : step.name);
            std::visit([&](const auto& operation) { add(operation); }, step.operation);
        }
        declare(*target.add_input(), names_.front(), shapes_.front());
        declare(*target.add_output(), names_.back(), shapes_.back());
    }

  private:
    const std::string& name(network::ValueId value) const {
        return names_.at(static_cast<std::size_t>(value));
    }

    pb::NodeProto& addNode(const char* type, const std::vector<std::string>& inputs,
                           const std::string& output) {
        pb::NodeProto& node = *target_->add_node();
        node.set_op_type(type);
        node.set_name(output);
        for (const std::string& input : inputs) node.add_input(input);
        node.add_output(output);
        return node;
    }

    template <typename Value>
    std::string addTensor(const std::string& name, const std::vector<std::int64_t>& dims,
                          const std::vector<Value>& values) {
        pb::TensorProto& tensor = *target_->add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(std::is_same_v<Value, float> ? pb::TensorProto::FLOAT
                                                          : pb::TensorProto::INT64);
        for (const std::int64_t dim : dims) tensor.add_dims(dim);
        tensor.set_raw_data(values.data(), values.size() * sizeof(Value));
        return name;
    }

    void add(const network::Convolution& op) {
        const std::string& output = names_.back();
        const bool adds = op.added != network::kNoValue;
        const std::string convolved = adds || op.relu ? output + ".convolved" : output;
        const std::string sum = op.relu ? output + ".sum" : output;
        const auto weight = addTensor<float>(
            output + ".weight", {op.out_channels, op.in_channels / op.groups, op.kernel, op.kernel},
            op.weights);
        const auto bias = addTensor<float>(output + ".bias", {op.out_channels}, op.bias);
        pb::NodeProto& node = addNode("Conv", {name(op.input), weight, bias}, convolved);
        setInts(node, "kernel_shape", {op.kernel, op.kernel});
        setInts(node, "strides", {op.stride, op.stride});
        setInts(node, "dilations", {op.dilation, op.dilation});
        setInts(node, "pads", {op.padding, op.padding, op.padding, op.padding});
        setInt(node, "group", op.groups);
        if (adds) addNode("Add", {convolved, name(op.added)}, sum);
        if (op.relu) addNode("Relu", {adds ? sum : convolved}, output);
    }

    void add(const network::MaxPool& op) {
        pb::NodeProto& node = addNode("MaxPool", {name(op.input)}, names_.back());
        setInts(node, "kernel_shape", {op.kernel, op.kernel});
        setInts(node, "strides", {op.stride, op.stride});
        setInts(node, "pads", {op.padding, op.padding, op.padding, op.padding});
    }

    void add(const network::GlobalMean& op) {
        addNode("GlobalAveragePool", {name(op.input)}, names_.back());
    }

    void add(const network::GlobalMax& op) {
        addNode("GlobalMaxPool", {name(op.input)}, names_.back());
    }

    void add(const network::Resize& op) {
        const network::Shape& out = shapes_[names_.size() - 1];
        const auto sizes = addTensor<std::int64_t>(
            names_.back() + ".size", {4},
            std::vector<std::int64_t>{1, out.channels, out.height, out.width});
        pb::NodeProto& node = addNode("Resize", {name(op.input), "", "", sizes}, names_.back());
        setText(node, "mode", "linear");
        setText(node, "coordinate_transformation_mode", "pytorch_half_pixel");
    }

    void add(const network::Concat& op) {
        std::vector<std::string> inputs;
        for (const network::ValueId input : op.inputs) inputs.push_back(name(input));
        setInt(addNode("Concat", inputs, names_.back()), "axis", 1);
    }

    void add(const network::Sigmoid& op) { addNode("Sigmoid", {name(op.input)}, names_.back()); }

    static void declare(pb::ValueInfoProto& value, const std::string& name,
                        const network::Shape& shape) {
        value.set_name(name);
        auto& tensor = *value.mutable_type()->mutable_tensor_type();
        tensor.set_elem_type(pb::TensorProto::FLOAT);
        for (const int size : {1, shape.channels, shape.height, shape.width})
            tensor.mutable_shape()->add_dim()->set_dim_value(size);
    }

    const network::Graph& graph_;
    std::vector<network::Shape> shapes_;
    std::vector<std::string> names_;  ///< of each value made so far
    pb::GraphProto* target_ = nullptr;
};

}  // namespace

void writeModel(const std::filesystem::path& file, const network::Graph& graph, int size,
                const Description& description) {
    pb::ModelProto model;
    model.set_ir_version(kIrVersion);
    model.add_opset_import()->set_version(kOperatorSet);
    model.set_producer_name("sonomask");
    model.set_producer_version(std::string(kVersion));
    model.set_doc_string(description.notes);
    model.mutable_graph()->set_name(description.name);
    Writer(graph, size).writeTo(*model.mutable_graph());
    std::string bytes;
    if (!model.SerializeToString(&bytes))  // ONNX's own format ends at 2 GiB
        throw WriteError("the model is too large for one ONNX file", file,
                         "Choose a smaller architecture.");
    writeFileAtomically(file, bytes);
}

}  // namespace sonomask::onnx
