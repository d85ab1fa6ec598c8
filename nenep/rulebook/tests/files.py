"""A sound override file of an invented province, and ways to break it."""

OVERRIDE = """\
scope: {unit: "99000000000000"}
documents:
  - code: HD01_SON_HA
    kind: guidance
    number: 01-HD/TU
    issuer: Tỉnh ủy Sơn Hạ
    title: Sinh hoạt chi bộ trong tỉnh
    signed: 2026-01-05
    from: 2026-01-10
    confidence: read
parameters:
  - name: meeting.min_minutes
    title: Thời lượng tối thiểu
    values:
      - {value: 60, document: HD01_SON_HA, from: 2026-01-10, until: 2026-06-30, provision: điểm 2}
      - {value: 75, document: HD01_SON_HA, from: 2026-07-01}
"""

SHEET = """\
score_sheets:
  - code: SON_HA_2026
    title: Phiếu của tỉnh
    document: HD42_2025
    from: 2026-01-10
    bands:
      - {code: good, title: Tốt, least: 90}
      - {code: poor, title: Kém, least: 0}
    criteria:
      - code: C1
        title: Toàn bộ
        max: 100
        lines:
          - {code: C1.1, title: Nhận xét chung, max: 100}
"""
