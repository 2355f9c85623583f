//! The journal over a flash of `embedded-storage`.

use crate::story::Story;
use embedded_storage_v0_3::nor_flash::{
    ErrorType, NorFlash, NorFlashErrorKind, ReadNorFlash, check_erase, check_read, check_write,
};
use rf_frame::journal::{Flash, Generation, GenerationPage, Journal, NodeState, State, Verdict};

/// A flash in memory that checks every access as the trait demands.
struct Nor(Vec<u8>);

impl ErrorType for Nor {
    type Error = NorFlashErrorKind;
}

impl ReadNorFlash for Nor {
    const READ_SIZE: usize = 4;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Self::Error> {
        check_read(self, offset, bytes.len())?;
        bytes.copy_from_slice(&self.0[offset as usize..][..bytes.len()]);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.0.len()
    }
}

impl NorFlash for Nor {
    const WRITE_SIZE: usize = 8;
    const ERASE_SIZE: usize = 512;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), Self::Error> {
        check_erase(self, from, to)?;
        self.0[from as usize..to as usize].fill(0xff);
        Ok(())
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Self::Error> {
        check_write(self, offset, bytes.len())?;
        for (to, from) in self.0[offset as usize..].iter_mut().zip(bytes) {
            assert_eq!(*to, 0xff, "written twice");
            *to = *from;
        }
        Ok(())
    }
}

#[test]
fn a_story_over_two_boots() {
    let mut flash = Flash::new(Nor(vec![0xff; 7 * 512]), 512, 1024).unwrap();
    let page = Generation {
        generation: 2,
        net: 1,
    };
    page.write(&mut flash).unwrap();
    let mut state = NodeState::default();
    let (mut journal, _) = Journal::open(&mut flash, &mut state).unwrap();
    for n in 0..200 {
        let entry = state.next(n);
        journal.commit(&mut state, entry).unwrap();
    }
    let nor = flash.release();
    assert!(
        nor.0[..512].iter().all(|byte| *byte == 0xff),
        "nothing before the base"
    );
    let mut flash = Flash::new(nor, 512, 1024).unwrap();
    assert_eq!(
        GenerationPage::read(&mut flash),
        Ok(GenerationPage::Known(page))
    );
    let mut again = NodeState::default();
    let (_, verdict) = Journal::open(flash, &mut again).unwrap();
    assert_eq!(verdict, Verdict::Whole);
    assert!(again.entries().eq(state.entries()));
}

#[test]
fn areas_that_do_not_fit_are_refused() {
    let flash = |len| Nor(vec![0xff; len]);
    assert!(Flash::new(flash(6 * 512), 0, 1024).is_some());
    assert!(
        Flash::new(flash(6 * 512), 512, 1024).is_none(),
        "beyond the end"
    );
    assert!(
        Flash::new(flash(6 * 512), 0, 1000).is_none(),
        "no multiple of the erase unit"
    );
    assert!(
        Flash::new(flash(6 * 512), 100, 512).is_none(),
        "base within an erase unit"
    );
    assert!(
        Flash::new(flash(6 * 512), u32::MAX - 511, 512).is_none(),
        "overflow"
    );
}
