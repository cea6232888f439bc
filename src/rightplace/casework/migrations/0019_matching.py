from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0018_jobs")]

    operations = []
