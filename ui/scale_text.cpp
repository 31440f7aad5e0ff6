#include "ui/scale_text.h"

#include <QCoreApplication>

namespace sonomask::ui {
namespace {

/// The context of this file's words for the translators.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(sonomask::ui::Scale)
};

}  // namespace

QString scaleText(const ScaleAnswer& scale) {
    switch (scale.source) {
        case SpacingSource::UltrasoundRegion:
            return Text::tr("region %1").arg(scale.region_index + 1);
        case SpacingSource::DeclaredSpacing:
            return Text::tr("declared");
        case SpacingSource::User:
            return Text::tr("ruler");
        case SpacingSource::DepthTicks:
            return Text::tr("depth ticks");
        case SpacingSource::None:
            return Text::tr("none");
    }
    return {};
}

}  // namespace sonomask::ui
