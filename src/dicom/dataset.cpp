#include "dicom/dataset.h"

#include <cmath>

#include <dcmtk/dcmdata/dcistrmb.h>

#include "dicom/codecs.h"

namespace sonomask::dicom {

std::unique_ptr<DcmDataset> parseDataset(const FileStructure& structure) {
    registerCodecs();
    DcmInputBufferStream stream;
    stream.setBuffer(structure.header.data(), static_cast<offile_off_t>(structure.header.size()));
    stream.setEos();
    E_TransferSyntax syntax = EXS_LittleEndianExplicit;
    if (!structure.layout.explicit_vr) syntax = EXS_LittleEndianImplicit;
    if (structure.layout.big_endian) syntax = EXS_BigEndianExplicit;

    auto dataset = std::make_unique<DcmDataset>();
    dataset->transferInit();
    const OFCondition condition = dataset->read(stream, syntax, EGL_noChange);
    dataset->transferEnd();
    if (condition.bad() && condition != EC_EndOfStream)
        throw Malformed(std::string("the data set cannot be parsed: ") + condition.text());
    return dataset;
}

std::optional<double> numberOf(DcmItem& item, const DcmTagKey& tag, unsigned long position) {
    DcmElement* element = nullptr;
    if (item.findAndGetElement(tag, element).bad() || element == nullptr) return std::nullopt;
    Float64 real = 0;
    Uint16 short_value = 0;
    Sint16 signed_short = 0;
    Uint32 long_value = 0;
    Sint32 signed_long = 0;
    if (element->getFloat64(real, position).good() && std::isfinite(real)) return real;
    if (element->getUint16(short_value, position).good()) return short_value;
    if (element->getSint16(signed_short, position).good()) return signed_short;
    if (element->getUint32(long_value, position).good()) return long_value;
    if (element->getSint32(signed_long, position).good()) return signed_long;
    return std::nullopt;
}

std::optional<int> intOf(DcmItem& item, const DcmTagKey& tag) {
    const std::optional<double> value = numberOf(item, tag);
    if (!value || std::abs(*value) > 2147483647.0) return std::nullopt;
    return static_cast<int>(*value);
}

std::string textOf(DcmItem& item, const DcmTagKey& tag) {
    OFString value;
    if (item.findAndGetOFStringArray(tag, value).bad()) return {};
    std::string text(value.c_str(), value.size());
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.pop_back();
    return text;
}

DcmItem* firstItem(DcmItem& item, const DcmTagKey& sequence) {
    DcmItem* found = nullptr;
    return item.findAndGetSequenceItem(sequence, found, 0).good() ? found : nullptr;
}

}  // namespace sonomask::dicom
