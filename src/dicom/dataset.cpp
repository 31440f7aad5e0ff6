#include "dicom/dataset.h"

#include <cmath>
#include <span>

#include <dcmtk/dcmdata/dcistrmb.h>

#include "dicom/codecs.h"

namespace sonomask::dicom {

namespace {

E_TransferSyntax syntaxOf(const Layout& layout) {
    if (layout.big_endian) return EXS_BigEndianExplicit;
    return layout.explicit_vr ? EXS_LittleEndianExplicit : EXS_LittleEndianImplicit;
}

/// Parses one element and hands it over to `dataset`; false where DCMTK cannot make sense of it.
bool parseElement(std::span<const std::uint8_t> bytes, E_TransferSyntax syntax,
                  DcmDataset& dataset) {
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    DcmDataset alone;
    alone.transferInit();
    const OFCondition condition = alone.read(stream, syntax, EGL_noChange);
    alone.transferEnd();
    if (condition.bad() && condition != EC_EndOfStream) return false;
    std::unique_ptr<DcmElement> element(alone.remove(0UL));
    if (element && dataset.insert(element.get()).good()) (void)element.release();
    return true;  // the first of two of a kind counts
}

}  // namespace

std::unique_ptr<DcmDataset> parseDataset(const FileStructure& structure,
                                         std::vector<std::string>& warnings) {
    registerCodecs();
    const E_TransferSyntax syntax = syntaxOf(structure.layout);
    auto dataset = std::make_unique<DcmDataset>();
    std::size_t begin = 0;
    for (const std::size_t end : structure.element_ends) {
        // One at a time: what is wrong with an element costs no other.
        const auto bytes = std::span(structure.header).subspan(begin, end - begin);
        if (!parseElement(bytes, syntax, *dataset))
            addWarning(warnings, tagText(tagOf(bytes.data(), structure.layout)) +
                                     " is damaged and was passed over");
        begin = end;
    }
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
