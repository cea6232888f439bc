"""Addresses of signing in and out. Included at the root, without a namespace."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from rightplace.web.accounts.views import ChangePassword, SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(next_page="sign-in"), name="sign-out"),
    path("change-password/", ChangePassword.as_view(), name="change-password"),
]
