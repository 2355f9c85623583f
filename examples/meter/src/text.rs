//! Values of settings as people write them.

use dlt645::item::{self, Item};
use dlt645::value::{Format, Unit};
use dlt645::{Data, DataId, OFFSET};

/// Longest value.
const MOST: usize = 1024;

/// Bytes of an item, in wire order, from its value as `dlt645 read` prints it: the values of a
/// block, a record or of a demand with its time separated by commas. Hexadecimal in wire order will
/// do as well for those.
///
/// # Errors
/// What is wrong with the text, and which value of several.
pub fn encode(di: DataId, text: &str) -> Result<Vec<u8>, String> {
    let item = item::lookup(di).unwrap_or(Item::new(di, Format::Composite, Unit::None));
    let pair = item.format.pair().is_some();
    let hex =
        text.bytes().all(|c| c.is_ascii_hexdigit() || c == b' ') && text.bytes().any(|c| c != b' ');
    if !(pair || item.has_parts()) || (hex && !text.contains(',') && text.len() > 8) {
        return one(&item, text);
    }
    let texts: Vec<&str> = text.split(',').map(str::trim).collect();
    // Which parts there are shows on any bytes that are long enough.
    let sample = [OFFSET; MOST];
    let parts: Vec<Item> = item
        .parts(Data::from_wire(&sample))
        .map_while(Result::ok)
        .take(texts.len())
        .map(|part| {
            let found = part
                .id
                .filter(|id| *id != di)
                .and_then(item::lookup)
                .filter(|found| found.format == part.format);
            let plain = Item::new(di, part.format, part.unit);
            found.unwrap_or(if item.signed { plain.signed() } else { plain })
        })
        .collect();
    let mut out = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let part = parts
            .get(number)
            .ok_or_else(|| format!("{} values, the item has {}", texts.len(), parts.len()))?;
        out.extend(
            one(part, text).map_err(|error| format!("value {}, `{text}`: {error}", number + 1))?,
        );
    }
    // What is read back must be as many values, and whole ones.
    let wire: Vec<u8> = out.iter().map(|byte| byte.wrapping_add(OFFSET)).collect();
    let found = item.parts(Data::from_wire(&wire)).collect::<Vec<_>>();
    if found.len() != texts.len()
        || found
            .iter()
            .any(|part| part.as_ref().map_or(true, |part| part.value.is_err()))
    {
        return Err(format!("{} values do not make up this item", texts.len()));
    }
    Ok(out)
}

fn one(item: &Item, text: &str) -> Result<Vec<u8>, String> {
    let mut buffer = [0; MOST];
    item.encode_text(text, &mut buffer)
        .map(|bytes| bytes.to_vec())
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_they_are_printed() {
        let encode = |di: &str, text: &str| encode(di.parse().unwrap(), text);
        assert_eq!(
            encode("00010000", "12400.89").unwrap(),
            [0x89, 0x00, 0x24, 0x01]
        );
        let block = encode("0001FF00", "12400.89, 1,2,3,4").unwrap();
        assert_eq!(
            (block.len(), &block[..8]),
            (20, &[0x89, 0x00, 0x24, 0x01, 0x00, 0x01, 0x00, 0x00][..])
        );
        assert_eq!(
            encode("01010000", "1.2345,2026-02-13T15:30").unwrap(),
            [0x45, 0x23, 0x01, 0x30, 0x15, 0x13, 0x02, 0x26]
        );
        assert_eq!(
            encode("01010000", "4523013015130226").unwrap(),
            [0x45, 0x23, 0x01, 0x30, 0x15, 0x13, 0x02, 0x26]
        );
        assert_eq!(
            encode("0201FF00", "220.1,221.0,219.9").unwrap(),
            [0x01, 0x22, 0x10, 0x22, 0x99, 0x21]
        );
        assert_eq!(
            encode("0203FF00", "-0.5,0,0,0").unwrap()[..3],
            [0x00, 0x50, 0x80]
        );
        assert_eq!(encode("901F", "5,1,1,1,2").unwrap().len(), 20);
    }

    #[test]
    fn wrong_values_are_named() {
        let wrong = |di: &str, text: &str| encode(di.parse().unwrap(), text).unwrap_err();
        assert!(
            wrong("0001FF00", "1,soon,3").contains("value 2, `soon`"),
            "{}",
            wrong("0001FF00", "1,soon,3")
        );
        assert!(
            wrong("01010000", "1.5").contains("1 values"),
            "{}",
            wrong("01010000", "1.5")
        );
        assert!(wrong("01010000", "1,2026-02-13T15:30,3").contains("3"));
    }
}
