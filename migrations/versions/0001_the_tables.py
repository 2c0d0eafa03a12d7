"""The tables of the first release.

Revision: 0001
After:
"""

from __future__ import annotations

import flask_security.datastore
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


BANDS = {
    "age_band": "'10-12', '13-14', '15-16', '17+'",
    "sex": "'m', 'f', 'other'",
    "ethnicity": "'white', 'asian', 'black', 'mixed', 'other'",
    "order_type": "'prevention', 'out_of_court', 'referral_order', 'yro', 'custody'",
    "care_experience": "'yes', 'no'",
    "needs": "'slcn', 'ehcp', 'both', 'none'",
}


def _bands(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(f"{band} IN ({codes}, 'rather_not_say')", name=op.f(f"ck_{table}_{band}")) for band, codes in BANDS.items()]


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "council",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("service_name", sa.String(length=120), nullable=False),
        sa.Column("public_name", sa.String(length=60), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_type", sa.String(length=40), nullable=True),
        sa.Column("care_words", sa.String(length=80), nullable=False),
        sa.Column("contact_email", sa.String(length=255), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("data_protection_email", sa.String(length=255), nullable=False),
        sa.Column("safeguarding_name", sa.String(length=120), nullable=False),
        sa.Column("safeguarding_email", sa.String(length=255), nullable=False),
        sa.Column("safeguarding_phone", sa.String(length=40), nullable=False),
        sa.Column("help_lines", sa.JSON(), nullable=False),
        sa.Column("help_checked_on", sa.Date(), nullable=True),
        sa.Column("privacy_extra", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_council_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_kind_subject_id"), ["kind", "subject_id"], unique=False)

    op.create_table(
        "officer",
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fs_webauthn_user_handle", sa.String(length=64), nullable=True),
        sa.Column("mf_recovery_codes", flask_security.datastore.AsaList(), nullable=True),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("us_phone_number", sa.String(length=128), nullable=True),
        sa.Column("username", sa.String(length=255), nullable=True),
        sa.Column("us_totp_secrets", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.Column("current_login_at", sa.DateTime(), nullable=True),
        sa.Column("last_login_ip", sa.String(length=64), nullable=True),
        sa.Column("current_login_ip", sa.String(length=64), nullable=True),
        sa.Column("login_count", sa.Integer(), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("tf_phone_number", sa.String(length=128), nullable=True),
        sa.Column("create_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.Column("update_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("email", name=op.f("uq_officer_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_officer_fs_uniquifier")),
        sa.UniqueConstraint("fs_webauthn_user_handle", name=op.f("uq_officer_fs_webauthn_user_handle")),
        sa.UniqueConstraint("us_phone_number", name=op.f("uq_officer_us_phone_number")),
        sa.UniqueConstraint("username", name=op.f("uq_officer_username")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("age_band", sa.String(length=20), nullable=True),
        sa.Column("sex", sa.String(length=20), nullable=True),
        sa.Column("ethnicity", sa.String(length=20), nullable=True),
        sa.Column("order_type", sa.String(length=20), nullable=True),
        sa.Column("care_experience", sa.String(length=20), nullable=True),
        sa.Column("needs", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("team", sa.String(length=80), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        *_bands("person"),
        sa.CheckConstraint("audience IN ('young_people', 'parents_and_carers', 'people_harmed')", name=op.f("ck_person_audience")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("audience", "reference", name=op.f("uq_person_audience_reference")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=True),
        sa.Column("permissions", flask_security.datastore.AsaList(), nullable=True),
        sa.Column("update_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name=op.f("uq_site_name")),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("audience IN ('young_people', 'parents_and_carers', 'people_harmed')", name=op.f("ck_survey_audience")),
        sa.CheckConstraint("privacy IN ('confidential', 'open')", name=op.f("ck_survey_privacy")),
        sa.CheckConstraint("closed_on IS NULL OR opened_on IS NOT NULL", name=op.f("ck_survey_opened_before_closed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("id", "privacy", name=op.f("uq_survey_id_privacy")),
        sa.UniqueConstraint("slug", name=op.f("uq_survey_slug")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=36), nullable=False),
        sa.Column("comment_id", sa.String(length=36), nullable=True),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("level", sa.String(length=5), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("level IN ('red', 'amber', 'blue')", name=op.f("ck_concern_level")),
        sa.CheckConstraint("source IN ('comment', 'contact', 'answer')", name=op.f("ck_concern_source")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_concern_site_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_concern_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_concern_opened_at"), ["opened_at"], unique=False)

    op.create_table(
        "contact",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "frozen_quarter",
        sa.Column("survey_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "quarter LIKE '20__/__ Q_' AND substr(quarter, 10, 1) IN ('1', '2', '3', '4')", name=op.f("ck_frozen_quarter_quarter")
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_frozen_quarter_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "quarter", name=op.f("pk_frozen_quarter")),
    )
    op.create_table(
        "kept_count",
        sa.Column("survey_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("window", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_kept_count_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "window", name=op.f("pk_kept_count")),
    )
    op.create_table(
        "link",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_link_person_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_link")),
        sa.UniqueConstraint("person_id", name=op.f("uq_link_person_id")),
    )
    op.create_table(
        "roles_users",
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_roles_users_role_id")),
        sa.ForeignKeyConstraint(["user_id"], ["officer.id"], name=op.f("fk_roles_users_user_id")),
    )
    op.create_table(
        "sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("touchpoint", sa.String(length=10), nullable=False),
        sa.Column("method", sa.String(length=10), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("frame_size", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.CheckConstraint("quarter LIKE '20__/__ Q_' AND substr(quarter, 10, 1) IN ('1', '2', '3', '4')", name=op.f("ck_sample_quarter")),
        sa.CheckConstraint("method IN ('census', 'random', 'stratified')", name=op.f("ck_sample_method")),
        sa.CheckConstraint("touchpoint IN ('', 'start', 'review', 'exit', 'follow_up', 'census')", name=op.f("ck_sample_touchpoint")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_sample_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_version_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_version_survey_id_number")),
    )
    op.create_table(
        "contact_request",
        sa.Column("concern_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("how", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_contact_request_concern_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("concern_id", name=op.f("pk_contact_request")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=True),
        sa.Column("link_number", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("touchpoint", sa.String(length=10), nullable=False),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("response_id", sa.String(length=36), nullable=True),
        sa.Column("age_band", sa.String(length=20), nullable=True),
        sa.Column("sex", sa.String(length=20), nullable=True),
        sa.Column("ethnicity", sa.String(length=20), nullable=True),
        sa.Column("order_type", sa.String(length=20), nullable=True),
        sa.Column("care_experience", sa.String(length=20), nullable=True),
        sa.Column("needs", sa.String(length=20), nullable=True),
        *_bands("invitation"),
        sa.CheckConstraint(
            "quarter LIKE '20__/__ Q_' AND substr(quarter, 10, 1) IN ('1', '2', '3', '4')", name=op.f("ck_invitation_quarter")
        ),
        sa.CheckConstraint("privacy = 'confidential'", name=op.f("ck_invitation_confidential_only")),
        sa.CheckConstraint("touchpoint IN ('', 'start', 'review', 'exit', 'follow_up', 'census')", name=op.f("ck_invitation_touchpoint")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_invitation_sample_id")),
        sa.ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], name=op.f("fk_invitation_survey_id_privacy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_survey_id_quarter"), ["survey_id", "quarter"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("quarter LIKE '20__/__ Q_' AND substr(quarter, 10, 1) IN ('1', '2', '3', '4')", name=op.f("ck_offer_quarter")),
        sa.CheckConstraint("outcome IN ('took_part', 'said_no', 'could_not_be_asked')", name=op.f("ck_offer_outcome")),
        sa.CheckConstraint("way IN ('link', 'invitation', 'kiosk', 'paper', 'import')", name=op.f("ck_offer_way")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_offer_sample_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_offer_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_survey_id_quarter"), ["survey_id", "quarter"], unique=False)

    op.create_table(
        "response",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("assent", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("touchpoint", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("helper", sa.String(length=12), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("link_number", sa.BigInteger(), nullable=True),
        sa.Column("age_band", sa.String(length=20), nullable=True),
        sa.Column("sex", sa.String(length=20), nullable=True),
        sa.Column("ethnicity", sa.String(length=20), nullable=True),
        sa.Column("order_type", sa.String(length=20), nullable=True),
        sa.Column("care_experience", sa.String(length=20), nullable=True),
        sa.Column("needs", sa.String(length=20), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("set_aside", sa.String(length=12), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        *_bands("response"),
        sa.CheckConstraint("length(CAST(sent_on AS TEXT)) = 10", name=op.f("ck_response_sent_on")),
        sa.CheckConstraint("answers LIKE '{%}'", name=op.f("ck_response_answers")),
        sa.CheckConstraint("helper IN ('', 'none', 'near', 'read', 'family', 'interpreter')", name=op.f("ck_response_helper")),
        sa.CheckConstraint(
            "quarter LIKE '20__/__ Q_' AND substr(quarter, 10, 1) IN ('1', '2', '3', '4')", name=op.f("ck_response_quarter")
        ),
        sa.CheckConstraint(
            "privacy = 'confidential' OR (link_number IS NULL AND way <> 'invitation')", name=op.f("ck_response_open_is_unlinked")
        ),
        sa.CheckConstraint("set_aside IN ('test', 'duplicate', 'not_genuine')", name=op.f("ck_response_set_aside")),
        sa.CheckConstraint("touchpoint IN ('', 'start', 'review', 'exit', 'follow_up', 'census')", name=op.f("ck_response_touchpoint")),
        sa.CheckConstraint("way IN ('link', 'invitation', 'kiosk', 'paper', 'import')", name=op.f("ck_response_way")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_response_site_id")),
        sa.ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], name=op.f("fk_response_survey_id_privacy")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_response_team_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_response_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_response_survey_id_quarter_shown_set_aside"), ["survey_id", "quarter", "shown", "set_aside"], unique=False
        )

    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("response_id", sa.String(length=36), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=10), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("off_path", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('praise', 'improve', 'general')", name=op.f("ck_comment_kind")),
        sa.CheckConstraint("quarter LIKE '20__/__ Q_' AND substr(quarter, 10, 1) IN ('1', '2', '3', '4')", name=op.f("ck_comment_quarter")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_comment_response_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_comment_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_response_id"), ["response_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_survey_id_quarter"), ["survey_id", "quarter"], unique=False)

    op.create_table(
        "reading",
        sa.Column("comment_id", sa.String(length=36), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("sentiment", sa.String(length=8), nullable=False),
        sa.Column("polarity", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("sentiment IN ('positive', 'negative', 'mixed', 'neutral', 'unclear')", name=op.f("ck_reading_sentiment")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_reading_comment_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("comment_id", "reader", name=op.f("pk_reading")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("reading")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_survey_id_quarter"))
        batch_op.drop_index(batch_op.f("ix_comment_response_id"))

    op.drop_table("comment")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_survey_id_quarter_shown_set_aside"))

    op.drop_table("response")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offer_survey_id_quarter"))

    op.drop_table("offer")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_survey_id_quarter"))

    op.drop_table("invitation")
    op.drop_table("contact_request")
    op.drop_table("version")
    op.drop_table("sample")
    op.drop_table("roles_users")
    op.drop_table("link")
    op.drop_table("kept_count")
    op.drop_table("frozen_quarter")
    op.drop_table("contact")
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concern_opened_at"))
        batch_op.drop_index(batch_op.f("ix_concern_comment_id"))

    op.drop_table("concern")
    op.drop_table("team")
    op.drop_table("survey")
    op.drop_table("site")
    op.drop_table("role")
    op.drop_table("person")
    op.drop_table("officer")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_kind_subject_id"))

    op.drop_table("event")
    op.drop_table("council")
