//! Answers of meters that cannot be read as expected.

use dlt645::{Control, FrameRepr, Frames, MAX_FRAME};

/// The answer's control code, and its identifier.
const READ: u8 = 0x91;
const DATE_AND_TIME: [u8; 4] = [0x0C, 0x01, 0x00, 0x04];
const DATE: [u8; 4] = [0x01, 0x01, 0x00, 0x04];

/// A day of the week that no calendar has.
pub(super) fn weekday(bytes: &mut Vec<u8>) {
    change(bytes, |data| {
        let at = match data.first_chunk() {
            // After the identifier: second, minute and hour.
            Some(&DATE_AND_TIME) => 7,
            Some(&DATE) => 4,
            _ => return None,
        };
        *data.get_mut(at)? = 9;
        Some(Control(READ))
    });
}

/// There is no such data.
pub(super) fn no_date_and_time(bytes: &mut Vec<u8>) {
    change(bytes, |data| {
        let asked = data.first_chunk() == Some(&DATE_AND_TIME);
        asked.then(|| {
            *data = vec![0x02];
            Control(READ | 0x40)
        })
    });
}

/// Makes the frame anew if `what` gives a control code.
fn change(bytes: &mut Vec<u8>, what: impl FnOnce(&mut Vec<u8>) -> Option<Control>) {
    let Some(found) = Frames::new(bytes).next() else {
        return;
    };
    if found.frame.control().0 != READ {
        return;
    }
    let (address, offset) = (found.frame.address(), found.offset);
    let mut data: Vec<u8> = found.frame.data().iter().collect();
    let Some(control) = what(&mut data) else {
        return;
    };
    let mut out = [0; MAX_FRAME];
    let frame = FrameRepr {
        address,
        control,
        data: &data,
    };
    if let Ok(frame) = frame.encode(&mut out) {
        bytes.truncate(offset);
        bytes.extend_from_slice(frame);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dlt645::Address;

    /// 2026-12-31 23:59:59, a Thursday, after two wake-up bytes.
    fn answer() -> Vec<u8> {
        let frame = FrameRepr {
            address: Address::from_wire([1, 0, 0, 0, 0, 0]),
            control: Control(READ),
            data: &[0x0C, 1, 0, 4, 0x59, 0x59, 0x23, 4, 0x31, 0x12, 0x26],
        };
        let mut out = [0; MAX_FRAME];
        let frame = frame.encode(&mut out).expect("fits");
        [&[0xFE, 0xFE], &*frame].concat()
    }

    #[test]
    fn good_frames_say_other_things() {
        let mut bytes = answer();
        weekday(&mut bytes);
        let found = Frames::new(&bytes).next().expect("a good frame");
        let data: Vec<u8> = found.frame.data().iter().collect();
        assert_eq!(data[4..], [0x59, 0x59, 0x23, 9, 0x31, 0x12, 0x26]);
        let mut bytes = answer();
        no_date_and_time(&mut bytes);
        let found = Frames::new(&bytes).next().expect("a good frame");
        assert_eq!((found.frame.control().0, found.offset), (0xD1, 2));
        assert_eq!(found.frame.data().iter().collect::<Vec<_>>(), [2]);
    }
}
