"""Addresses of letters and documents."""

from django.urls import path

from rightplace.web.staff.documents import (
    authority,
    bundling,
    documents,
    letters,
    redaction,
    sent,
    upload,
    write,
)

_LETTERS = "cases/<int:person_id>/letters/"
_DOCUMENTS = "cases/<int:person_id>/documents/"
_ONE = f"{_DOCUMENTS}<int:document_id>/"
_BUNDLES = f"{_DOCUMENTS}case-files/"
urlpatterns = [
    path("letters/", sent.show, name="letters-sent"),
    path("letterhead/", authority.show, name="authority"),
    path("letterhead/change/", authority.change_head, name="letterhead-change"),
    path("letterhead/officers/", authority.change_officers, name="designated-officers"),
    path("letterhead/services/<slug:key>/", authority.change_one, name="service-change"),
    path(_LETTERS, letters.show, name="letters"),
    path(f"{_LETTERS}write/", write.start, name="letter-start"),
    path(f"{_LETTERS}write/<slug:key>/", write.write, name="letter-write"),
    path(f"{_LETTERS}<int:letter_id>/", letters.read, name="letter"),
    path(f"{_LETTERS}<int:letter_id>/again/", letters.again, name="letter-again"),
    path(f"{_LETTERS}<int:letter_id>/<slug:form>/", letters.download, name="letter-file"),
    path(_DOCUMENTS, documents.show, name="documents"),
    path(f"{_DOCUMENTS}add/", upload.add, name="document-add"),
    path(_ONE, documents.one, name="document"),
    path(f"{_ONE}file/", documents.download, name="document-file"),
    path(f"{_ONE}redacted/", documents.download_redacted, name="document-redacted"),
    path(f"{_ONE}edit/", documents.edit, name="document-edit"),
    path(f"{_ONE}withdraw/", documents.withdraw, name="document-withdraw"),
    path(f"{_ONE}hide/", redaction.redact, name="document-redact"),
    path(f"{_ONE}pages/<int:number>/", redaction.page_picture, name="document-page"),
    path(f"{_ONE}marks/<int:mark_id>/lift/", redaction.lift_mark, name="mark-lift"),
    path(f"{_BUNDLES}make/", bundling.make, name="bundle-make"),
    path(f"{_BUNDLES}<int:bundle_id>/", bundling.show, name="bundle"),
    path(f"{_BUNDLES}<int:bundle_id>/file/", bundling.download, name="bundle-file"),
]
