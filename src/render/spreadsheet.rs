//! The overview of a kind as a workbook for spreadsheets (Office Open XML). The one home of rust_xlsxwriter.

use crate::render::table::{Cell, FIXED, row};
use crate::render::view::View;
use crate::source::date::Moment;
use crate::source::field::KindId;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// UTF-16 units that a cell holds, at most (Excel specifications and limits).
const CELL_LIMIT: usize = 32_767;
/// How hard to press: with 6, the usual, a workbook is a fourteenth smaller and takes nearly twice as long.
const COMPRESSION: u8 = 3;
/// Rows that a sheet holds, at most, without the one with the labels.
const ROW_LIMIT: usize = 1_048_575;

/// The pages of a kind, one a row, with the labels of the columns above them. Dates and numbers are
/// dates and numbers, all else is text, so no cell is a formula. The bytes follow from the pages alone.
pub fn xlsx(view: View, kind: KindId) -> Result<Vec<u8>, String> {
    workbook(view, kind).map_err(|e| e.to_string())
}

fn workbook(view: View, kind: KindId) -> Result<Vec<u8>, XlsxError> {
    let site = view.site;
    let declared = site.config.kind(kind);
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    // Otherwise the moment at which it was made would be in it.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&declared.label.many).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold();
    let fixed = FIXED.iter().map(|(_, key)| view.texts.get(key));
    let labels: Vec<&str> = fixed.chain(declared.fields.iter().map(|f| f.label.as_str())).collect();
    let mut widths: Vec<usize> = labels.iter().map(|l| l.chars().count()).collect();
    for (column, label) in (0..).zip(&labels) {
        sheet.write_string_with_format(0, column, shortened(label), &head)?;
    }
    let formats = Formats::new();
    let pages = &site.by_kind[usize::from(kind.0)];
    for (number, id) in (1..).zip(pages.iter().take(ROW_LIMIT)) {
        for (column, cell) in (0..).zip(row(view, site.page(*id))) {
            let width = write(sheet, number, column, cell, &formats)?;
            let widest = &mut widths[usize::from(column)];
            *widest = width.max(*widest);
        }
    }
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, (*width).clamp(8, 60) as f64 + 2.0)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, pages.len().min(ROW_LIMIT) as u32, labels.len() as u16 - 1)?;
    book.save_to_buffer()
}

struct Formats {
    day: Format,
    moment: Format,
    number: Format,
}

impl Formats {
    fn new() -> Formats {
        let format = |pattern: &str| Format::new().set_num_format(pattern).set_align(FormatAlign::Left);
        Formats { day: format("yyyy-mm-dd"), moment: format("yyyy-mm-dd hh:mm"), number: Format::new() }
    }
}

/// Writes a cell; gives the number of characters that it shows.
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell, formats: &Formats) -> Result<usize, XlsxError> {
    match cell {
        Cell::Number(number, text) => {
            sheet.write_number_with_format(row, column, number, &formats.number)?;
            Ok(text.len())
        }
        Cell::Date(moment) => {
            let format = if moment.time.is_some() { &formats.moment } else { &formats.day };
            let text = moment.to_string();
            match excel_moment(moment) {
                Ok(date) => sheet.write_datetime_with_format(row, column, &date, format)?,
                // A spreadsheet knows no day before 1900.
                Err(_) => sheet.write_string(row, column, &text)?,
            };
            Ok(text.len())
        }
        Cell::Text(text) if text.is_empty() => Ok(0),
        Cell::Text(text) => {
            sheet.write_string(row, column, shortened(&text))?;
            Ok(text.chars().take(80).count())
        }
    }
}

fn excel_moment(moment: Moment) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(moment.year).unwrap_or(0);
    let day = ExcelDateTime::from_ymd(year, moment.month.unsigned_abs(), moment.day.unsigned_abs())?;
    match moment.time {
        Some((hour, minute)) => day.and_hms(u16::from(hour.unsigned_abs()), minute.unsigned_abs(), 0),
        None => Ok(day),
    }
}

fn shortened(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_LIMIT
    });
    end.map_or(text, |(at, _)| &text[..at])
}
