//! Tiếng Việt.

use super::{Dates, Facts, Failure, Language, Strings, join};
use crate::article::Group;
use crate::search::{Error, How};

pub(super) static STRINGS: Strings = Strings {
    language: Language::Vietnamese,
    skip: "Chuyển đến danh sách bài viết",
    search: "Tìm trong kho lưu trữ",
    placeholder: "Tên riêng, từ, “một cụm từ”",
    offers: "Gợi ý",
    offer_groups: ["Từ", "Nhãn", "Bài viết", "Tìm kiếm gần đây"],
    clear_recent: "Xóa tìm kiếm gần đây",
    clear_search: "Xóa nội dung tìm kiếm",
    settings: "Cài đặt",
    help: "Trợ giúp",
    embed: "Nhúng",
    close: "Đóng",

    all_articles: "Tất cả bài viết",
    results_for: |query| join(&["Kết quả cho “", query, "”"]),
    results: "Kết quả",
    articles,
    articles_with_some: |count| join(&[&articles(count), " chứa một phần các từ này"]),
    sort: "Sắp xếp theo",
    sorts: ["Mức độ phù hợp", "Mới nhất trước", "Cũ nhất trước"],
    show_more: |count| join(&["Hiện thêm ", &count.to_string(), " bài"]),
    partial: "Không có bài viết nào chứa đủ các từ này. Các bài dưới đây chứa một phần.",
    mixed: "Không phải bài nào cũng chứa đủ các từ: bài phù hợp nhất đứng trước.",
    others: "Bài viết chứa một phần các từ này",
    corrected: "Đang hiện kết quả cho",
    verbatim: "Tìm đúng như đã gõ:",

    filters: "Bộ lọc",
    filters_active: |count| match count {
        0 => "Bộ lọc".to_owned(),
        count => join(&["Bộ lọc (", &count.to_string(), ")"]),
    },
    show_results: |count| match count {
        0 => "Xem kết quả".to_owned(),
        count => join(&["Xem ", &articles(count)]),
    },
    group: |group| match group {
        Group::Topic => "Chủ đề",
        Group::Organisation => "Tổ chức",
        Group::Place => "Địa điểm",
        Group::Language => "Ngôn ngữ",
        Group::Source => "Nguồn",
        Group::Year => "Năm",
    },
    show_all: |count| join(&["Hiện tất cả ", &count.to_string(), " mục"]),
    show_fewer: "Thu gọn",
    exclude: |label| join(&["Loại trừ ", label]),
    suggested: "gợi ý",
    date: "Ngày đăng",
    from: "Từ ngày",
    to: "Đến ngày",
    undated: "Bài viết không rõ ngày",
    undated_choices: [
        "Bỏ qua khi chọn khoảng ngày",
        "Hiện cùng các bài khác",
        "Chỉ hiện các bài này",
    ],
    clear_dates: "Xóa khoảng ngày",
    active_filters: "Bộ lọc đang dùng",
    remove_filter: |label| join(&["Bỏ bộ lọc: ", label]),
    not: |label| join(&["không có ", label]),
    from_day: |day| join(&["từ ", day]),
    to_day: |day| join(&["đến ", day]),
    with_undated: "kể cả bài không rõ ngày",
    only_undated: "chỉ bài không rõ ngày",
    clear_all: "Xóa tất cả",

    more_tags: |count| join(&["thêm ", &count.to_string(), " nhãn"]),
    suggested_tag: "nhãn gợi ý, xem căn cứ",
    evidence: |label| join(&["Vì sao gợi ý “", label, "”"]),
    rule: |rule| {
        match rule {
            "vocabulary" => "Trong bài có một tên gọi của nhãn này",
            "dateline" => "Đọc từ dòng ghi nơi và ngày đưa tin",
            "signature" => "Đọc từ dòng ký tên ở cuối bài",
            "date-in-text" => "Đọc từ một ngày được nhắc trong bài",
            "first-line" => "Dòng đầu tiên, đứng riêng",
            "first-sentence" => "Phần đầu của câu đầu tiên",
            "ordinary-words" => "Nhận ra từ những từ thông thường trong bài",
            "letters" | "script" => "Nhận ra từ chữ viết trong bài",
            "repeated-line" => "Một dòng xuất hiện hai lần liền nhau",
            "bare-line" => "Một dòng ngắn đứng riêng",
            rule => return join(&["Quy tắc: ", rule]),
        }
        .to_owned()
    },
    filter_by: |label| join(&["Lọc theo ", label]),
    loading: "Đang tải…",
    inferred: "suy ra",
    inferred_why: |field| join(&[field, " được suy ra: xem căn cứ"]),

    why: "Vì sao có kết quả này?",
    how: |how| match how {
        How::Same => "đúng như đã gõ".to_owned(),
        How::Marks => "dấu khác với khi gõ".to_owned(),
        How::Form => "dạng khác của từ".to_owned(),
        How::Completed => "từ bắt đầu bằng phần đã gõ".to_owned(),
        How::Joined => "tên viết liền hoặc viết rời".to_owned(),
        How::Corrected(mistakes) => join(&["khác ", &mistakes.to_string(), " chữ cái"]),
    },
    places: ["tiêu đề", "câu đầu", "bài", "nhãn, địa điểm, nguồn"],
    missing: "không có trong bài này",
    apart: |first, second, words| match words {
        0 => join(&["“", first, "” và “", second, "” đứng liền nhau."]),
        words => join(&["“", first, "” và “", second, "” cách nhau ", &words.to_string(), " từ."]),
    },

    back: "Kết quả",
    facts: Facts {
        date: "Ngày đăng",
        place: "Địa điểm",
        source: "Nguồn",
        author: "Tác giả",
        language: "Ngôn ngữ",
        title: "Tiêu đề",
        headings: "Đề mục",
        captions: "Chú thích ảnh",
        reading_time: "Độ dài",
        licence: "Giấy phép",
    },
    minutes: |minutes| join(&[&minutes.to_string(), " phút đọc"]),
    tags: "Nhãn",
    matches: |current, total| match (current, total) {
        (0, total) => join(&[&total.to_string(), " chỗ khớp"]),
        (current, total) => join(&["Chỗ khớp ", &current.to_string(), " trên ", &total.to_string()]),
    },
    previous_match: "Chỗ khớp trước",
    next_match: "Chỗ khớp tiếp theo",
    neighbours: "Bài viết liền kề",
    previous_article: "Bài trước",
    next_article: "Bài tiếp theo",
    original: "Văn bản gốc",
    cleaned: "Văn bản đã xử lý",
    original_note: |path| join(&["Nguyên văn trong tệp ", path, "."]),
    published_at: |host| join(&["Đăng tại ", host]),
    cite: "Trích dẫn",
    copy: "Sao chép trích dẫn",
    copied: "Đã sao chép",
    image: |text| join(&["Hình ảnh: ", text]),
    table: "Bảng",

    empty_title: "Kho lưu trữ chưa có bài viết nào",
    empty_text: "Hãy đặt các tệp .txt hoặc .md vào thư mục nguồn rồi đóng gói lại.",
    none_title: "Không tìm thấy bài viết nào",
    none_text: "Bạn có thể thử một trong các cách sau:",
    without_word: |word| join(&["Tìm không kèm “", word, "”"]),
    with_corrections: "Tìm và sửa lỗi gõ",
    without_quotes: "Tìm không dùng dấu ngoặc kép",
    without_filter: |label| join(&["Bỏ bộ lọc: ", label]),
    without_filters: "Bỏ mọi bộ lọc",
    everything: "Hiện tất cả bài viết",
    none_hint: "Gõ có dấu hay không dấu đều được: “Nguyen” cũng tìm thấy “Nguyễn”. Hãy kiểm tra chính tả hoặc chỉ gõ phần đầu của từ.",
    failure,
    evidence_failed: "Không tải được căn cứ. Hãy đóng lại và thử lần nữa.",
    original_failed: "Không tải được văn bản gốc",
    retry: "Thử lại",

    interface_language: "Ngôn ngữ giao diện",
    theme: "Màu sắc",
    themes: ["Tự động", "Sáng", "Tối"],
    shortcuts: "Phím tắt",
    use_shortcuts: "Dùng phím tắt",
    keys: [
        ("/", "Đến ô tìm kiếm"),
        ("j", "Kết quả hoặc bài viết tiếp theo"),
        ("k", "Kết quả hoặc bài viết trước"),
        ("Enter o", "Mở kết quả đang chọn"),
        ("n", "Chỗ khớp tiếp theo trong bài"),
        ("p", "Chỗ khớp trước trong bài"),
        ("Esc", "Về danh sách hoặc xóa nội dung tìm kiếm"),
        ("?", "Mở trợ giúp này"),
    ],
    shortcuts_off: "Phím tắt đang tắt trong phần cài đặt.",
    query_help: "Cách tìm kiếm",
    query_rows: [
        (
            "ngoại giao văn hóa",
            "bài viết có đủ các từ, phù hợp nhất đứng trước; từ cuối có thể gõ dở",
        ),
        ("strategies", "cả các dạng khác của từ tiếng Anh: strategy"),
        ("\"ngoại giao văn hóa\"", "đúng các từ này, đứng liền nhau"),
        ("unesco -paris", "có từ thứ nhất, không có từ thứ hai"),
        ("paris OR geneva", "có một trong hai từ"),
        (
            "title:summit",
            "có từ này trong tiêu đề; cụm từ cũng được: title:\"soft power\"",
        ),
        ("tag:unesco", "mang nhãn này, theo khóa hoặc tên của nhãn"),
        (
            "place:paris lang:en",
            "có địa điểm và ngôn ngữ này; source:… và year:… cũng vậy",
        ),
        ("after:2025-02", "đăng từ tháng 2 năm 2025"),
        ("before:2025", "đăng trước năm 2025"),
        ("diplomasy", "lỗi gõ được sửa, và trang sẽ báo lại"),
        (
            "nguyen thi van anh",
            "gõ không dấu tìm được mọi dấu: Nguyễn Thị Vân Anh",
        ),
        ("Nguyễn", "gõ có dấu thì đúng dấu đứng trước"),
        ("viet nam", "cũng tìm thấy Việt Nam và Vietnam"),
    ],
    try_it: "Chọn một ví dụ để thử.",
    tags_help_title: "Nhãn",
    tags_help: "Nhãn viền liền do người giữ kho lưu trữ gắn. Nhãn viền đứt được gợi ý từ chính văn bản: hãy chọn nhãn để xem câu làm căn cứ.",

    dates: Dates {
        day: |day, month, year| join(&[&day.to_string(), " tháng ", &month.to_string(), ", ", &year.to_string()]),
        month: |month, year| join(&["tháng ", &month.to_string(), ", ", &year.to_string()]),
        day_of_year: |day, month| join(&[&day.to_string(), " tháng ", &month.to_string()]),
        month_of_year: |month| join(&["tháng ", &month.to_string()]),
        year_unknown: "(không rõ năm)",
        date_uncertain: "(ngày chưa chắc chắn)",
        uncertain: "(chưa chắc chắn)",
        about: "khoảng",
        unknown: "Không rõ ngày",
        unknown_within: "không rõ ngày",
    },
};

fn articles(count: u32) -> String {
    match count {
        0 => "Không có bài viết nào".to_owned(),
        count => join(&[&count.to_string(), " bài viết"]),
    }
}

fn failure(error: &Error) -> Failure {
    let (title, text) = match error {
        Error::Store(_) => (
            "Không tải được một phần của kho lưu trữ",
            "Hãy kiểm tra kết nối rồi thử lại. Nội dung bạn đã gõ vẫn được giữ nguyên.",
        ),
        Error::Corrupt { .. } => (
            "Một tệp của kho lưu trữ bị hỏng",
            "Tệp đã tải về nhưng nội dung không đúng. Hãy thử lại; nếu vẫn lỗi, xin báo tên tệp cho người giữ kho lưu trữ.",
        ),
        Error::Format { .. } => (
            "Kho lưu trữ này được tạo cho phiên bản khác của trang",
            "Hãy tải lại trang. Nếu vẫn lỗi, người giữ kho lưu trữ cần đóng gói lại.",
        ),
        Error::NoSuchArticle { .. } => (
            "Không có bài viết này",
            "Bài viết có thể đã đổi tên hoặc không còn trong kho lưu trữ. Hãy tìm theo các từ trong tiêu đề.",
        ),
    };
    Failure {
        title,
        text,
        detail: match error {
            Error::NoSuchArticle { slug } => slug.clone(),
            error => error.to_string(),
        },
    }
}
