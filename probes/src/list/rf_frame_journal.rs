//! Entry points of `rf_frame::journal`.

use crate::shared::*;
use rf_frame::journal::{entry::*, gateway::*, node::*, *};

probes! {
    "rf_frame_journal_committed_entry" => Committed::entry(anything());
    "rf_frame_journal_entry_encode" => Entry::encode(anything(), anything());
    "rf_frame_journal_entry_parse" => Entry::parse(anything());
    "rf_frame_journal_gateway_state_epoch" => GatewayState::<64, 32>::epoch(anything());
    "rf_frame_journal_gateway_state_gates" =>
        GatewayState::<64, 32>::gates(anything()).for_each(|each| _ = black_box(each));
    "rf_frame_journal_gateway_state_keys" =>
        GatewayState::<64, 32>::keys(anything()).for_each(|each| _ = black_box(each));
    "rf_frame_journal_gateway_state_list" => GatewayState::<64, 32>::list(anything());
    "rf_frame_journal_gateway_state_member" =>
        GatewayState::<64, 32>::member(anything(), anything());
    "rf_frame_journal_gateway_state_members" =>
        GatewayState::<64, 32>::members(anything()).for_each(|each| _ = black_box(each));
    "rf_frame_journal_gateway_state_records" => GatewayState::<64, 32>::records(anything());
    "rf_frame_journal_generation_page_read" => GenerationPage::read(&mut AnyFlash).is_ok();
    "rf_frame_journal_generation_write" => Generation::write(anything(), &mut AnyFlash).is_ok();
    "rf_frame_journal_group_key_bytes_as_bytes" => GroupKeyBytes::as_bytes(anything());
    "rf_frame_journal_group_key_bytes_new" => GroupKeyBytes::new(anything());
    "rf_frame_journal_journal_commit_gateway" =>
        Journal::<AnyFlash>::commit(anything(), anything::<&mut GatewayState<64, 32>>(), anything::<Entry>()).is_ok();
    "rf_frame_journal_journal_commit_node" [8600, 980] =>
        Journal::<AnyFlash>::commit(anything(), anything::<&mut NodeState>(), anything::<Entry>()).is_ok();
    "rf_frame_journal_journal_into_storage" => Journal::<AnyFlash>::into_storage(anything());
    "rf_frame_journal_journal_open_gateway" =>
        Journal::open(AnyFlash, anything::<&mut GatewayState<64, 32>>()).is_ok();
    "rf_frame_journal_journal_open_node" =>
        Journal::open(AnyFlash, anything::<&mut NodeState>()).is_ok();
    "rf_frame_journal_journal_raise_start_node" =>
        Journal::<AnyFlash>::raise_start(anything(), anything::<&mut NodeState>()).is_ok();
    "rf_frame_journal_journal_storage_mut" => Journal::<AnyFlash>::storage_mut(anything());
    "rf_frame_journal_marks_has" => Marks::has(anything(), anything());
    "rf_frame_journal_marks_with" => Marks::with(anything(), anything());
    "rf_frame_journal_millis40_get" => Millis40::get(anything());
    "rf_frame_journal_millis40_new" => Millis40::new(anything());
    "rf_frame_journal_node_state_events" =>
        NodeState::events(anything()).for_each(|each| _ = black_box(each));
    "rf_frame_journal_node_state_installed" => NodeState::installed(anything());
    "rf_frame_journal_node_state_is_confirmed" => NodeState::is_confirmed(anything());
    "rf_frame_journal_node_state_key" => NodeState::key(anything(), anything());
    "rf_frame_journal_node_state_keys" =>
        NodeState::keys(anything()).for_each(|each| _ = black_box(each));
    "rf_frame_journal_node_state_last_state_has_mains" =>
        NodeState::last_state_has_mains(anything());
    "rf_frame_journal_node_state_newest_event" => NodeState::newest_event(anything());
    "rf_frame_journal_node_state_newest_key" => NodeState::newest_key(anything());
    "rf_frame_journal_node_state_proven" => NodeState::proven(anything());
    "rf_frame_journal_node_state_r_uni" => NodeState::r_uni(anything());
    "rf_frame_journal_node_state_session" => NodeState::session(anything());
    "rf_frame_journal_node_state_told" => NodeState::told(anything());
    "rf_frame_journal_passed_record_encode" => PassedRecord::encode(anything());
    "rf_frame_journal_passed_record_new" => PassedRecord::new(anything(), anything());
    "rf_frame_journal_passed_record_parse" => PassedRecord::parse(anything());
    "rf_frame_journal_record_kind_code" => RecordKind::code(anything());
    "rf_frame_journal_record_kind_from_code" => RecordKind::from_code(anything());
    "rf_frame_journal_record_own" => Record::own(anything(), anything());
    "rf_frame_journal_records_iter" =>
        Records::<32>::iter(anything()).for_each(|each| _ = black_box(each));
    "rf_frame_journal_records_next_number" => Records::<32>::next_number(anything());
    "rf_frame_journal_records_passed" => Records::<32>::passed(anything());
    "rf_frame_journal_records_waiting_of" => Records::<32>::waiting_of(anything(), anything());
    "rf_frame_journal_start_get" => Start::get(anything());
    "rf_frame_journal_start_new" => Start::new(anything());
    "rf_frame_journal_start_raised_by" => Start::raised_by(anything(), anything());
    "rf_frame_journal_verdict_is_doubt" => Verdict::is_doubt(anything());
}

/// A flash memory that holds anything and may fail.
struct AnyFlash;

impl Storage for AnyFlash {
    type Error = ();

    fn sector_len(&self) -> usize {
        any(512)
    }

    fn read(&mut self, _: Area, _: usize, to: &mut [u8]) -> Result<(), ()> {
        black_box(to);
        any(Ok(()))
    }

    fn write(&mut self, _: Area, _: usize, bytes: &[u8]) -> Result<(), ()> {
        black_box(bytes);
        any(Ok(()))
    }

    fn erase(&mut self, _: Area) -> Result<(), ()> {
        any(Ok(()))
    }
}
