#include "dicom/codecs.h"

#include <mutex>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdict.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dcvr.h>
#include <dcmtk/dcmimage/diregist.h>  // colour for the encoders: needed though unnamed below
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/oflog/oflog.h>

#include "dicom/reader.h"

namespace sonomask::dicom {

void registerCodecs() {
    static std::once_flag once;
    std::call_once(once, [] {
        // What is wrong with a file is said in our errors and warnings, not on the terminal.
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        // An archive that did not know an element when it came in gives it out as UN, and its
        // value is what the dictionary says all the same (PS3.5 6.2.2).
        dcmEnableUnknownVRConversion.set(OFTrue);
        // The colour space of a decoded JPEG is converted by us, the same way for every codec.
        DJDecoderRegistration::registerCodecs(EDC_never);
        // 4:4:4 keeps the edges of coloured markers where they are. What is encoded has not been a
        // file before, so its UID stays.
        DJEncoderRegistration::registerCodecs(ECC_lossyYCbCr, EUC_never, OFFalse, 0, 0, 0, OFTrue,
                                              ESS_444);
        DJLSDecoderRegistration::registerCodecs();
        DJLSEncoderRegistration::registerCodecs();
        DcmRLEEncoderRegistration::registerCodecs();
    });
}

void prepare() {
    registerCodecs();
    dcmDataDict.rdlock();
    dcmDataDict.rdunlock();
}

}  // namespace sonomask::dicom
