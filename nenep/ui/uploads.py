"""The two boxes of a brought file: the file, and the declaration that it is no secret."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.ui.forms import NeatForm

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.txt"


class UploadForm(NeatForm):
    """A file with its declaration, which nobody ticks beforehand. May be inherited beside other
    boxes; set ``file_required = False`` where the file is one way among others."""

    file_required: ClassVar[bool] = True

    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": gettext_lazy("Chưa chọn tệp."),
            "empty": gettext_lazy("Tệp trống. Hãy kiểm tra lại tệp rồi gửi lại."),
            "missing": gettext_lazy("Chưa chọn tệp."),
            "invalid": gettext_lazy("Chưa chọn tệp."),
        },
    )
    not_secret = forms.BooleanField(
        label=gettext_lazy("Tôi đã xem và xác nhận tệp không phải tài liệu mật"),
        help_text=gettext_lazy(
            "Không đưa lên đây tài liệu có dấu MẬT, TỐI MẬT, TUYỆT MẬT, hồ sơ đảng viên, "
            "lý lịch, đơn thư tố cáo, giấy tờ tùy thân."
        ),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = self.file_required
        self.fields["file"].help_text = _(
            "PDF, ảnh (JPEG, PNG, WebP), DOCX, XLSX hoặc văn bản thuần; "
            "nặng không quá %(limit)s MB."
        ) % {"limit": settings.UPLOAD_MEGABYTES}

    def clean(self) -> dict[str, object]:
        """A file asks for the declaration; a declaration alone asks for nothing."""
        said = super().clean() or {}
        if said.get("file") and not said.get("not_secret"):
            self.add_error(
                "not_secret",
                _("Chưa xác nhận. Tệp chưa được lưu; đồng chí chọn lại tệp và đánh dấu ô này."),
            )
        return said
