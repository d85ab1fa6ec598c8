"""Invented papers of an invented cell (no such ward, village or person exists)."""

from datetime import date

from nenep.documents.rules.blocks import (
    Block,
    BulletList,
    Column,
    Heading,
    KeyValues,
    Line,
    NumberedList,
    Paragraph,
    Table,
)
from nenep.documents.rules.layout import Layout, layout_from
from nenep.documents.rules.model import (
    Annex,
    Document,
    Head,
    PaperNumber,
    PlaceAndDate,
    Signature,
    Signatures,
    Title,
)
from nenep.documents.rules.text import bold, italic, rich

LAYOUT_TABLE: dict[str, object] = {
    "page": {
        "width_mm": 210,
        "height_mm": 297,
        "top_mm": 20,
        "bottom_mm": 20,
        "left_mm": 30,
        "right_mm": 15,
    },
    "body": {
        "font": "Times New Roman",
        "size_pt": 14,
        "line_least_pt": 18,
        "line_most_pt": 22,
        "paragraph_space_pt": 6,
        "first_line_mm": 10,
    },
    "head_right": {"text": "ĐẢNG CỘNG SẢN VIỆT NAM", "size_pt": 15},
    "head_left": {"superior_size_pt": 14, "issuer_size_pt": 14, "separator": "*"},
    "number": {"size_pt": 14},
    "place_date": {"size_pt": 14},
    "title": {"type_size_pt": 16, "subject_size_pt": 14, "rule": "-----"},
    "recipients": {"heading_size_pt": 14, "list_size_pt": 12},
}

SECRETARY = "Đặng Thị Mỹ Hiền"
CLERK = "Rơ Châm H'Diêm"
MEMBERS = (
    SECRETARY,
    CLERK,
    "Siu H’Lưi",
    "Nguyễn Quốc Vượng",
    "Ksor Y Bliă",
    "Phạm Ngữ Thuỷ Quỳnh",
    "Rmah Čê̆n",
    "Trần Đặng Hữu Nghĩa",
)
HEAD = Head("ĐẢNG BỘ PHƯỜNG ĐỒI CHÈ", "CHI BỘ TỔ DÂN PHỐ 3")


def official_layout() -> Layout:
    """The figures of the 2026 form, as the rulebook would give them."""
    return layout_from(LAYOUT_TABLE)


def minutes(*, number: int | None = 2, draft: bool = False) -> Document:
    """Minutes of a monthly meeting, two pages, two signatures."""
    return Document(
        head=HEAD,
        number=PaperNumber("BB", "CB", number),
        place_and_date=PlaceAndDate("Đồi Chè", date(2026, 2, 3)),
        title=Title("BIÊN BẢN", "Sinh hoạt chi bộ thường kỳ tháng 02 năm 2026"),
        blocks=(*_beginning(), *_discussion(), *_conclusion()),
        recipients=("Đảng ủy phường Đồi Chè (để báo cáo),", "Lưu chi bộ."),
        signatures=Signatures(
            left=Signature("NGƯỜI GHI BIÊN BẢN", name=CLERK),
            right=Signature("CHỦ TRÌ HỘI NGHỊ", name=SECRETARY),
        ),
        footer_note="Bản thảo, chưa có giá trị ban hành" if draft else "",
    )


def _beginning() -> tuple[Block, ...]:
    return (
        _opening(),
        Heading(rich("I. PHẦN MỞ ĐẦU")),
        Paragraph(
            rich(
                "Đồng chí ",
                bold(SECRETARY),
                ", Bí thư chi bộ, tuyên bố lý do, thông qua chương trình và thông báo số "
                "đảng viên có mặt. Chi bộ nhất trí với chương trình, không có ý kiến khác.",
            )
        ),
        Heading(rich("II. NỘI DUNG SINH HOẠT")),
        Heading(rich("1. Thông tin thời sự và tình hình tư tưởng"), level=2),
        Paragraph(
            rich(
                "Đồng chí Ksor Y Bliă thông báo kết quả họp đảng ủy phường ngày 28/01/2026. "
                "Nhân dân quan tâm việc cấp nước sinh hoạt ở cuối đường số 7 và tiến độ mở "
                "rộng hẻm 42; dư luận về giá thu mua cà phê ổn định."
            )
        ),
        Heading(rich("2. Kết quả thực hiện nhiệm vụ tháng 01"), level=2),
        _results(),
    )


def _discussion() -> tuple[Block, ...]:
    return (
        Heading(rich("3. Ý kiến thảo luận"), level=2),
        Heading(rich("a) Về vệ sinh môi trường"), level=3),
        BulletList(
            (
                rich(
                    "Đồng chí Siu H’Lưi: đề nghị đặt thêm 2 điểm thu gom rác ở hẻm 42; "
                    "người dân đã góp 1.250.000 đồng."
                ),
                rich(
                    "Đồng chí Nguyễn Quốc Vượng: tán thành, đề nghị phân công đoàn viên "
                    "theo dõi vào sáng chủ nhật; ",
                    italic("có 12/15 hộ đồng ý"),
                    ".",
                ),
                rich(
                    "Đồng chí Trần Đặng Hữu Nghĩa: nêu khó khăn về xe chở, mong phường hỗ "
                    "trợ một chuyến mỗi tuần trong quý I."
                ),
            )
        ),
        Heading(rich("b) Về phát triển đảng viên"), level=3),
        BulletList(
            (
                rich(
                    "Đồng chí Phạm Ngữ Thuỷ Quỳnh: giới thiệu 1 quần chúng ưu tú là giáo viên "
                    "mầm non, đề nghị giao việc thử thách."
                ),
                rich("Đồng chí Rmah Čê̆n: nhận giúp đỡ quần chúng người Jrai của tổ."),
            )
        ),
    )


def _conclusion() -> tuple[Block, ...]:
    return (
        Heading(rich("III. KẾT LUẬN")),
        Paragraph(
            rich("Đồng chí chủ trì kết luận, giao nhiệm vụ tháng 02 như sau:"),
        ),
        NumberedList(
            (
                rich("Đồng chí Siu H’Lưi đặt 2 điểm thu gom rác, xong trước ngày 20/02/2026."),
                rich(
                    "Đồng chí Rơ Châm H'Diêm lập danh sách hộ cần hỗ trợ cấp nước, xong trước "
                    "ngày 15/02/2026."
                ),
                rich(
                    "Đồng chí Trần Đặng Hữu Nghĩa liên hệ phường về xe chở, báo cáo tại kỳ "
                    "sinh hoạt tháng 3."
                ),
            )
        ),
        Paragraph(
            rich(
                "Biểu quyết nhất trí: 8/8 đồng chí, đạt 100% so với tổng số đảng viên chính "
                "thức có mặt."
            )
        ),
        Paragraph(
            rich(
                "Biên bản được đọc lại cho chi bộ nghe, nhất trí thông qua. Kỳ sinh hoạt kết "
                "thúc lúc 21 giờ 05 phút cùng ngày."
            )
        ),
    )


def resolution(*, number: int | None = 5) -> Document:
    """A resolution with bases, an assignment table, one signature and an annex."""
    return Document(
        head=HEAD,
        number=PaperNumber("NQ", "CB", number),
        place_and_date=PlaceAndDate("Đồi Chè", date(2026, 2, 3) if number else None),
        title=Title("NGHỊ QUYẾT", "Về nhiệm vụ tháng 02 năm 2026"),
        bases=(
            rich("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"),
            rich("Căn cứ kết quả biểu quyết tại kỳ sinh hoạt chi bộ ngày 03/02/2026,"),
        ),
        blocks=(
            Paragraph(rich(bold("CHI BỘ QUYẾT NGHỊ:")), alignment="center"),
            Heading(rich("I. MỤC TIÊU")),
            Paragraph(
                rich(
                    "Hoàn thành 100% việc lập danh sách hộ cần nước sạch; đặt xong 2 điểm "
                    "thu gom rác; giới thiệu 1 quần chúng ưu tú."
                )
            ),
            Heading(rich("II. PHÂN CÔNG")),
            Table(
                (
                    Column("TT", 1, "center"),
                    Column("Nhiệm vụ", 7, "left"),
                    Column("Người thực hiện", 4, "left"),
                    Column("Hạn", 3, "center"),
                ),
                tuple(
                    (rich(str(at)), rich(task), rich(who), rich(due))
                    for at, (task, who, due) in enumerate(
                        (
                            ("Đặt 2 điểm thu gom rác ở hẻm 42", "Siu H’Lưi", "20/02/2026"),
                            ("Lập danh sách hộ cần cấp nước", CLERK, "15/02/2026"),
                            ("Liên hệ phường về xe chở", "Trần Đặng Hữu Nghĩa", "03/03/2026"),
                        ),
                        1,
                    )
                ),
            ),
            Heading(rich("III. TỔ CHỨC THỰC HIỆN")),
            Paragraph(
                rich(
                    "Nghị quyết đã được 8/8 đảng viên chính thức biểu quyết tán thành (đạt "
                    "100%) và có hiệu lực từ ngày ký. Chi ủy theo dõi, báo cáo tại kỳ sinh "
                    "hoạt tháng 3."
                )
            ),
        ),
        recipients=("Đảng ủy phường Đồi Chè (để báo cáo),", "Đảng viên chi bộ,", "Lưu chi bộ."),
        signatures=Signatures(right=Signature("T/M CHI BỘ", "BÍ THƯ", SECRETARY)),
        annexes=(
            Annex(
                "PHỤ LỤC",
                "Ý kiến phát biểu của đảng viên",
                (NumberedList(tuple(rich(bold(name), ": nhất trí.") for name in MEMBERS)),),
            ),
        ),
    )


def bare() -> Document:
    """The least a paper may be: everything optional left out."""
    return Document(head=Head("", "CHI BỘ THÔN 1"), title=Title("THÔNG BÁO"))


def long_table(rows: int = 300) -> Document:
    """A paper with one table over many pages, signed at the end."""
    columns = (Column("TT", 1, "center"), Column("Họ và tên", 6), Column("Có mặt", 2, "center"))
    filled = tuple(
        (rich(str(at)), rich(f"{MEMBERS[at % len(MEMBERS)]} {at:03d}"), rich("x"))
        for at in range(1, rows + 1)
    )
    return Document(
        head=HEAD,
        title=Title("DANH SÁCH", "Đảng viên dự sinh hoạt"),
        blocks=(Table(columns, filled, caption="Bảng điểm danh"),),
        signatures=Signatures(right=Signature("T/M CHI BỘ", "BÍ THƯ", SECRETARY)),
    )


def _opening() -> KeyValues:
    return KeyValues(
        (
            Line("Thời gian", rich("bắt đầu 19 giờ 30 phút, ngày 03/02/2026")),
            Line("Địa điểm", rich("nhà sinh hoạt cộng đồng tổ dân phố 3")),
            Line("Chủ trì", rich("đồng chí ", bold(SECRETARY), ", Bí thư chi bộ")),
            Line("Thư ký", rich("đồng chí ", bold(CLERK))),
            Line("Tổng số đảng viên", rich("11; chính thức 10, dự bị 1; được miễn sinh hoạt 1")),
            Line("Có mặt", rich("8; vắng có lý do 2 (đ/c Lò Văn Khoát, đ/c Y Nhơm Êban)")),
        )
    )


def _results() -> Table:
    return Table(
        (
            Column("TT", 1, "center"),
            Column("Nhiệm vụ được giao", 6, "left"),
            Column("Người thực hiện", 4, "left"),
            Column("Kết quả", 4, "left"),
        ),
        (
            (rich("1"), rich("Rà soát 46 hộ dùng nước giếng"), rich(CLERK), rich("Xong 46/46")),
            (rich("2"), rich("Vận động treo cờ dịp 03/02"), rich("Ksor Y Bliă"), rich("Đạt 97,5%")),
            (
                rich("3"),
                rich("Ra quân dọn vệ sinh đường số 7"),
                rich("Nguyễn Quốc Vượng"),
                rich("Chậm 4 ngày, do mưa"),
            ),
        ),
    )
