#include "dicom/image_header.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "dicom/calibration_items.h"
#include "dicom/dataset.h"
#include "dicom/identity.h"
#include "dicom/limits.h"
#include "dicom/lookup_tables.h"
#include "dicom/text.h"
#include "dicom/transfer_syntax.h"
#include "imaging/reader.h"

namespace sonomask::dicom {
namespace {

int requiredInt(DcmItem& dataset, const DcmTagKey& tag, const char* name) {
    const std::optional<int> value = intOf(dataset, tag);
    if (!value) throw Malformed(std::string(name) + " is missing");
    return *value;
}

/// Objects of a study that are no pictures, by the beginning of their SOP class.
constexpr std::array<std::pair<std::string_view, const char*>, 3> kWithoutPicture{{
    {"1.2.840.10008.5.1.4.1.1.88.", "a structured report"},
    {"1.2.840.10008.5.1.4.1.1.104.", "an encapsulated document"},
    {"1.2.840.10008.5.1.4.1.1.11.", "a presentation state"},
}};

void checkHoldsPicture(const FileStructure& structure, const ClipInfo& info) {
    if (structure.pixels) return;
    for (const auto& [sop_class, name] : kWithoutPicture)
        if (info.sop_class_uid.starts_with(sop_class))
            throw Malformed(std::string("it holds no picture (it is ") + name + ")", "");
}

void readSize(DcmItem& dataset, ImageHeader& image) {
    image.rows = requiredInt(dataset, DCM_Rows, "Rows");
    image.columns = requiredInt(dataset, DCM_Columns, "Columns");
    if (image.rows <= 0 || image.columns <= 0) throw Malformed("the picture has no size");
    if (static_cast<long long>(image.rows) * image.columns > kMaximalPixels)
        throw BeyondLimit("it claims " + std::to_string(image.columns) + " x " +
                          std::to_string(image.rows) + " pixels a frame");
    image.declared_frames = std::max(1, intOf(dataset, DCM_NumberOfFrames).value_or(1));
}

/// A defined term as the standard writes it, whatever the file makes of its case and spaces.
std::string termOf(DcmItem& dataset, const DcmTagKey& tag) {
    std::string term = asUtf8(textOf(dataset, tag));
    term.erase(0, term.find_first_not_of(' '));
    for (char& c : term)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return term;
}

bool isColour(const std::string& photometric) {
    return photometric == "RGB" || photometric.starts_with("YBR_");
}

bool isOneSample(const std::string& photometric) {
    return photometric == "MONOCHROME1" || photometric == "MONOCHROME2" ||
           photometric == "PALETTE COLOR";
}

/// Where no stream says how its samples are to be taken the header must, without contradiction.
void checkColour(const ImageHeader& image) {
    const bool known = isColour(image.photometric) || isOneSample(image.photometric);
    if (!known) throw Unsupported("the colour space " + image.photometric + " is");
    if (isColour(image.photometric) != (image.samples == 3))
        throw Malformed("the colour space " + image.photometric + " does not fit SamplesPerPixel " +
                        std::to_string(image.samples));
}

void readSamples(DcmItem& dataset, ImageHeader& image) {
    image.photometric = termOf(dataset, DCM_PhotometricInterpretation);
    const bool colour = isColour(image.photometric);
    image.samples = intOf(dataset, DCM_SamplesPerPixel).value_or(colour ? 3 : 1);
    if (image.samples != 1 && image.samples != 3)
        throw Unsupported(std::to_string(image.samples) + " samples a pixel are");
    if (image.photometric.empty()) image.photometric = image.samples == 3 ? "RGB" : "MONOCHROME2";
    image.planar = intOf(dataset, DCM_PlanarConfiguration).value_or(0) == 1;
}

void readBits(DcmItem& dataset, ImageHeader& image) {
    image.bits_allocated = requiredInt(dataset, DCM_BitsAllocated, "BitsAllocated");
    if (image.bits_allocated != 8 && image.bits_allocated != 16)
        throw Unsupported(std::to_string(image.bits_allocated) + "-bit pixels are");
    image.bits_stored = intOf(dataset, DCM_BitsStored).value_or(image.bits_allocated);
    if (image.bits_stored < 1 || image.bits_stored > image.bits_allocated)
        throw Malformed("BitsStored does not fit BitsAllocated");
    image.high_bit = intOf(dataset, DCM_HighBit).value_or(image.bits_stored - 1);
    if (image.high_bit < image.bits_stored - 1 || image.high_bit >= image.bits_allocated)
        throw Malformed("HighBit does not fit BitsStored");
    image.is_signed = intOf(dataset, DCM_PixelRepresentation).value_or(0) == 1;
}

/// A padding value as the pixels are stored, whichever of US and SS the file takes for it.
std::optional<int> paddingOf(DcmItem& dataset, const DcmTagKey& tag, bool is_signed) {
    const std::optional<int> value = intOf(dataset, tag);
    if (!value) return std::nullopt;
    return is_signed ? static_cast<std::int16_t>(*value) : static_cast<std::uint16_t>(*value);
}

void readPadding(DcmItem& dataset, ImageHeader& image) {
    const std::optional<int> value = paddingOf(dataset, DCM_PixelPaddingValue, image.is_signed);
    if (!value) return;
    const int limit =
        paddingOf(dataset, DCM_PixelPaddingRangeLimit, image.is_signed).value_or(*value);
    image.padding = Padding{std::min(*value, limit), std::max(*value, limit)};
}

/// A functional group macro that all frames share, or null (PS3.3 C.7.6.16).
DcmItem* sharedItem(DcmItem& dataset, const DcmTagKey& macro) {
    DcmItem* const group = firstItem(dataset, DCM_SharedFunctionalGroupsSequence);
    return group != nullptr ? firstItem(*group, macro) : nullptr;
}

/// A value for each frame that has functional groups of its own: that of all frames, changed by
/// `read`.
template <typename Value, typename Read>
std::vector<Value> ofEachFrame(DcmItem& dataset, const Value& of_all, const Read& read) {
    std::vector<Value> frames;
    DcmSequenceOfItems* groups = nullptr;
    if (dataset.findAndGetSequence(DCM_PerFrameFunctionalGroupsSequence, groups).bad())
        return frames;
    for (DcmObject* group = nullptr; (group = groups->nextInContainer(group)) != nullptr;) {
        frames.push_back(of_all);
        read(static_cast<DcmItem&>(*group), frames.back());
    }
    return frames;
}

std::optional<Window> readWindow(DcmItem& item) {
    const std::optional<double> centre = numberOf(item, DCM_WindowCenter);
    const std::optional<double> width = numberOf(item, DCM_WindowWidth);
    if (!centre || !width || *width <= 0) return std::nullopt;
    Window window{*centre, *width, Window::Shape::Linear};
    const std::string function = textOf(item, DCM_VOILUTFunction);
    if (function == "LINEAR_EXACT") window.shape = Window::Shape::LinearExact;
    if (function == "SIGMOID") window.shape = Window::Shape::Sigmoid;
    // A linear window narrower than one value has no slope (PS3.3 C.11.2.1.2.1).
    if (window.shape == Window::Shape::Linear && window.width < 1) return std::nullopt;
    return window;
}

void readRescale(DcmItem& item, GreyRendering& grey) {
    grey.slope = numberOf(item, DCM_RescaleSlope).value_or(1);
    grey.intercept = numberOf(item, DCM_RescaleIntercept).value_or(0);
    if (grey.slope == 0) grey.slope = 1;
}

void readFrameGrey(DcmItem& group, GreyRendering& grey) {
    if (DcmItem* item = firstItem(group, DCM_PixelValueTransformationSequence))
        readRescale(*item, grey);
    if (DcmItem* item = firstItem(group, DCM_FrameVOILUTSequence)) grey.window = readWindow(*item);
}

std::shared_ptr<const LookupTable> tableOf(DcmItem& dataset, const DcmTagKey& sequence,
                                           bool is_signed) {
    DcmItem* const item = firstItem(dataset, sequence);
    auto table = item ? readLookupTable(*item, is_signed) : std::nullopt;
    return table ? std::make_shared<const LookupTable>(std::move(*table)) : nullptr;
}

void readGrey(DcmItem& dataset, ImageHeader& image) {
    GreyRendering& grey = image.grey;
    readRescale(dataset, grey);
    grey.window = readWindow(dataset);
    if (DcmItem* shared = firstItem(dataset, DCM_SharedFunctionalGroupsSequence))
        readFrameGrey(*shared, grey);
    grey.modality_table = tableOf(dataset, DCM_ModalityLUTSequence, image.is_signed);
    grey.voi_table = tableOf(dataset, DCM_VOILUTSequence, image.is_signed);
    grey.inverse = image.photometric == "MONOCHROME1" ||
                   textOf(dataset, DCM_PresentationLUTShape) == "INVERSE";
    image.frame_greys = ofEachFrame(dataset, grey, readFrameGrey);
}

void readColour(DcmItem& dataset, ImageHeader& image) {
    if (image.photometric != "PALETTE COLOR") return;
    if (image.samples != 1) throw Malformed("a palette picture has more than one sample a pixel");
    image.palette = readPalette(dataset, image.is_signed);
}

/// A frame whose functional group has no spacing has none (PS3.3 C.7.6.16.2.1).
void readFrameSpacing(DcmItem& group, Calibration& calibration) {
    if (DcmItem* item = firstItem(group, DCM_PixelMeasuresSequence))
        readDeclaredSpacing(*item, calibration);
}

void readCalibration(DcmItem& dataset, ImageHeader& image) {
    image.calibration.regions = readRegions(dataset, {image.columns, image.rows});
    readDeclaredSpacing(dataset, image.calibration);
    readPixelAspect(dataset, image.calibration);
    if (image.calibration.declared_spacing) return;
    if (DcmItem* measures = sharedItem(dataset, DCM_PixelMeasuresSequence))
        readDeclaredSpacing(*measures, image.calibration);
    else
        image.frame_calibrations = ofEachFrame(dataset, image.calibration, readFrameSpacing);
}

}  // namespace

ParsedHeader parseHeader(const FileStructure& structure) {
    ParsedHeader parsed;
    const std::unique_ptr<DcmDataset> dataset = parseDataset(structure, parsed.warnings);
    readIdentity(*dataset, parsed.info, parsed.warnings);
    checkHoldsPicture(structure, parsed.info);
    ImageHeader& image = parsed.image;
    readSize(*dataset, image);
    readSamples(*dataset, image);
    const Packing packing = packingOf(structure.transfer_syntax);
    if (packing == Packing::Native || packing == Packing::Rle) checkColour(image);
    readBits(*dataset, image);
    readPadding(*dataset, image);
    readGrey(*dataset, image);
    readColour(*dataset, image);
    readCalibration(*dataset, image);
    parsed.info.photometric_interpretation = image.photometric;
    image.overlays = readOverlayPlanes(*dataset, structure, image, parsed.warnings);
    parsed.info.overlay_planes = static_cast<int>(image.overlays.size());
    return parsed;
}

}  // namespace sonomask::dicom
